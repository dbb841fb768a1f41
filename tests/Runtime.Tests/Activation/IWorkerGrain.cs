namespace Nusaloka.Runtime.Tests.Activation;

/// <summary>A stateless worker of at most three.</summary>
public interface IWorkerGrain : IGrainWithStringKey
{
    Task WorkAsync(string gate);
}
