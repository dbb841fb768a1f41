namespace Nusaloka.Runtime.Conformance.Silo.Storage;

/// <summary>A grain whose storage is of no use.</summary>
public interface IForgetfulGrain : IGrainWithStringKey
{
    Task WriteAsync();
}
