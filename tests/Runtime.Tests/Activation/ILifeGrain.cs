namespace Nusaloka.Runtime.Tests.Activation;

/// <summary>Writes its life into the journal under its key.</summary>
public interface ILifeGrain : IGrainWithStringKey
{
    /// <summary>Calls so far of this activation, this one included.</summary>
    Task<int> TouchAsync();

    Task WaitAsync(string gate);

    Task DeactivateAsync();

    Task DelayAsync(TimeSpan span);

    /// <summary>The silo this activation lives on.</summary>
    Task<string> WhereAsync();
}
