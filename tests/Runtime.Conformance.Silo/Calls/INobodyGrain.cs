namespace Nusaloka.Runtime.Conformance.Silo.Calls;

/// <summary>No class implements it.</summary>
public interface INobodyGrain : IGrainWithStringKey
{
    Task DoAsync();
}
