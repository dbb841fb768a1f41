namespace Nusaloka.Runtime.Tests.Streams;

/// <summary>Listens to every stream of one namespace by its class alone.</summary>
public interface IImplicitGrain : IGrainWithStringKey
{
    Task<string> HeardAsync();
}
