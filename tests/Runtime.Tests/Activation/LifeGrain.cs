using Nusaloka.Runtime.Tests.Testing;

namespace Nusaloka.Runtime.Tests.Activation;

public sealed class LifeGrain : Grain, ILifeGrain
{
    /// <summary>Grains whose key starts so cannot be activated until their gate's journal says "mend".</summary>
    public const string Broken = "broken";

    /// <summary>Grains whose key starts so stop in OnDeactivateAsync at the gate of their key.</summary>
    public const string Slow = "slow";

    /// <summary>Grains whose key starts so go as soon as they have come.</summary>
    public const string Fleeting = "fleeting";

    /// <summary>Grains whose key starts so hold their thread in OnActivateAsync until the gate of their key is open.</summary>
    public const string Busy = "busy";

    /// <summary>Grains whose key ends so do that in OnDeactivateAsync.</summary>
    public const string BusyEnd = "busy-end";

    private int _touches;

    private string Key => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (Key.StartsWith(Busy, StringComparison.Ordinal)) HoldThread();
        Journal.Write(Key, "activate");
        if (Key.StartsWith(Fleeting, StringComparison.Ordinal)) DeactivateOnIdle();
        if (Key.StartsWith(Broken, StringComparison.Ordinal) && !Journal.Of(Key).Contains("mend")) throw new InvalidDataException("This grain is broken.");
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (Key.EndsWith(BusyEnd, StringComparison.Ordinal)) HoldThread();
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

    private void HoldThread() => Gate.Named(Key).PassAsync().GetAwaiter().GetResult();
}
