using Nusaloka.Runtime.Tests.Testing;

namespace Nusaloka.Runtime.Tests.Placement;

public sealed class WitnessGrain(
    [PersistentState("witness", WitnessGrain.Storage)] IPersistentState<WitnessState> state, ILocalSiloDetails silo) : Grain, IWitnessGrain
{
    public const string Storage = "shared";

    private readonly string _silo = silo.SiloAddress.ToString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Witness.Begin(this.GetPrimaryKeyString(), _silo, this);
        return base.OnActivateAsync(cancellationToken);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Witness.End(this.GetPrimaryKeyString(), this);
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    public async Task<long> CountAsync()
    {
        state.State = new WitnessState { Count = state.State.Count + 1 };
        await state.WriteStateAsync();
        return state.State.Count;
    }

    public async Task<long> CountSlowlyAsync()
    {
        await Gate.Named(this.GetPrimaryKeyString()).PassAsync();
        return await CountAsync();
    }

    public Task<long> SeenAsync() => Task.FromResult(state.State.Count);

    public Task<string> WhereNowAsync() => Task.FromResult(_silo);

    public Task<string> WhereAsync() => Task.FromResult(_silo);
}
