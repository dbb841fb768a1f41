using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;
using Orleans.Storage;

namespace Nusaloka.Runtime.Conformance.Silo.Storage;

public sealed class RivalGrain([FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage) : Grain, IRivalGrain
{
    public async Task OverwriteAsync(GrainId ledger, long balance)
    {
        var state = new GrainState<LedgerState>();
        await storage.ReadStateAsync(LedgerGrain.LedgerName, ledger, state);
        state.State = new LedgerState { Balance = balance };
        await storage.WriteStateAsync(LedgerGrain.LedgerName, ledger, state);
    }
}
