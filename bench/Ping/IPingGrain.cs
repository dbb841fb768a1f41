namespace Nusaloka.Bench.Ping;

/// <summary>Does nothing, so that only the call is measured.</summary>
[Alias("nusaloka.bench.IPingGrain")]
public interface IPingGrain : IGrainWithStringKey
{
    [Alias("Ping")]
    Task PingAsync();
}

/// <inheritdoc cref="IPingGrain"/>
public sealed class PingGrain : Grain, IPingGrain
{
    public Task PingAsync() => Task.CompletedTask;
}
