namespace Nusaloka.Runtime.Tests.Messaging;

/// <summary>No class implements it.</summary>
public interface INobodyGrain : IGrainWithStringKey
{
    Task DoAsync();
}
