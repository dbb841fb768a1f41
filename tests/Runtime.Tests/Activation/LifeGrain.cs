using Nusaloka.Runtime.Tests.Testing;

namespace Nusaloka.Runtime.Tests.Activation;

public sealed class LifeGrain : Grain, ILifeGrain
{
    /// <summary>Grains whose key starts so cannot be activated until their gate's journal says "mend".</summary>
    public const string Broken = "broken";

    /// <summary>Grains whose key starts so stop in OnDeactivateAsync at the gate of their key.</summary>
    public const string Slow = "slow";

    private int _touches;

    private string Key => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Journal.Write(Key, "activate");
        if (Key.StartsWith(Broken, StringComparison.Ordinal) && !Journal.Of(Key).Contains("mend")) throw new InvalidDataException("This grain is broken.");
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (Key.StartsWith(Slow, StringComparison.Ordinal)) await Gate.Named(Key).PassAsync();
        Journal.Write(Key, $"deactivate {reason.ReasonCode}");
    }

    public Task<int> TouchAsync()
    {
        Journal.Write(Key, "touch");
        return Task.FromResult(++_touches);
    }

    public Task WaitAsync(string gate) => Gate.Named(gate).PassAsync();

    public Task DeactivateAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task DelayAsync(TimeSpan span)
    {
        DelayDeactivation(span);
        return Task.CompletedTask;
    }

    public Task<string> WhereAsync() => Task.FromResult(RuntimeIdentity);
}
