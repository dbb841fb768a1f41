namespace Nusaloka.Runtime.Tests.Storage;

public sealed class LedgerGrain(
    [PersistentState("ledger")] IPersistentState<LedgerState> ledger,
    [PersistentState("name", LedgerGrain.NameStorage)] IPersistentState<NameState> name) : Grain, ILedgerGrain
{
    public const string NameStorage = "names";

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

    public Task<string> GetNameAsync() => Task.FromResult(name.State.Name ?? "nobody");

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
