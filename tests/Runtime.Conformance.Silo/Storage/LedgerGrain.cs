using Nusaloka.Runtime.Conformance.Silo.Observation;

namespace Nusaloka.Runtime.Conformance.Silo.Storage;

public sealed class LedgerGrain(
    [PersistentState(LedgerGrain.LedgerName)] IPersistentState<LedgerState> ledger,
    [PersistentState("name")] IPersistentState<NameState> name) : LocatedGrain, ILedgerGrain
{
    public const string LedgerName = "ledger";

    private int _calls;

    public async Task<long> AddAsync(long amount)
    {
        ledger.State = ledger.State with { Balance = ledger.State.Balance + amount };
        await ledger.WriteStateAsync();
        return ledger.State.Balance;
    }

    public Task<long> GetAsync() => Task.FromResult(ledger.State.Balance);

    public Task<bool> ExistsAsync() => Task.FromResult(ledger.RecordExists);

    public Task ClearAsync() => ledger.ClearStateAsync();

    public Task RenameAsync(string newName)
    {
        name.State = new NameState(newName);
        return name.WriteStateAsync();
    }

    public Task<string> GetNameAsync() => Task.FromResult(name.RecordExists ? name.State.Name ?? "" : "nobody");

    public async Task<long> RefreshAsync()
    {
        await ledger.ReadStateAsync();
        return ledger.State.Balance;
    }

    public Task DeactivateAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task AddThroughAsync(string other, long amount)
    {
        _calls++;
        await GrainFactory.GetGrain<ILedgerGrain>(other).AddAsync(amount);
    }

    public Task<int> CountCallsAsync() => Task.FromResult(_calls);
}
