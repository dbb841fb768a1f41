using Nusaloka.Runtime.Conformance.Silo.Observation;

namespace Nusaloka.Runtime.Conformance.Silo.Activation;

public sealed class LifeGrain(Journal journal, Gates gates) : LocatedGrain, ILifeGrain
{
    /// <summary>Grains whose key starts so cannot be activated until their journal says "mend".</summary>
    public const string Broken = "broken";

    /// <summary>Grains whose key starts so stop in OnDeactivateAsync at the gate of their key.</summary>
    public const string Slow = "slow";

    private int _touches;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await journal.WriteAsync(Key, "activate");
        if (Key.StartsWith(Broken, StringComparison.Ordinal) && !(await journal.ReadAsync(Key)).Contains("mend"))
            throw new InvalidDataException("This grain is broken.");
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (Key.StartsWith(Slow, StringComparison.Ordinal)) await gates.PassAsync(Key, cancellationToken);
        await journal.WriteAsync(Key, $"deactivate {reason.ReasonCode}");
    }

    public async Task<int> TouchAsync()
    {
        await journal.WriteAsync(Key, "touch");
        return ++_touches;
    }

    public Task<int> TouchThroughAsync(string other) => GrainFactory.GetGrain<ILifeGrain>(other).TouchAsync();

    public Task WaitAsync(string gate) => gates.PassAsync(gate);

    public Task DeactivateAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
