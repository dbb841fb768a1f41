using Npgsql;
using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Harness;
using Nusaloka.Scenarios.Load;
using Nusaloka.Scenarios.Wallets;
using Nusaloka.Testing;

namespace Nusaloka.Scenarios.Cluster;

/// <summary>
/// A spending that a silo will send to the database when it has long lost the wallet. Two wallets of one silo are taken: a row lock holds
/// up the spending of the first, and with it the silo's lane of commits, so that the spending of the second waits in the silo's memory,
/// with the number under which the silo may spend. There it stays when the silo is paused, and whoever asked for it does not ask again.
/// </summary>
internal sealed class LateSpending : IAsyncDisposable
{
    // Of so many wallets two live in the same one of three silos.
    private const int WalletCount = 4;
    private const long Money = 1_000;

    private readonly ClusterScenario _scenario;
    private readonly Person _heldUp;
    private readonly Person _late;
    private readonly Person _receiver;
    private readonly Operation _spending;
    private NpgsqlConnection? _lock;
    private Task<Attempt>? _first;
    private Task<Attempt>? _unanswered;
    private long _fencedBefore;

    private LateSpending(ClusterScenario scenario, NusalokaProcess silo, Person heldUp, Person late, Person receiver)
    {
        _scenario = scenario;
        Silo = silo;
        (_heldUp, _late, _receiver) = (heldUp, late, receiver);
        _spending = new Operation("late-spending", OperationKind.Transfer, late, receiver, Amount: 20);
    }

    /// <summary>The silo that has both wallets.</summary>
    public NusalokaProcess Silo { get; }

    /// <summary>Opens wallets until one silo has two of them.</summary>
    public static async Task<LateSpending> PrepareAsync(ClusterScenario scenario)
    {
        var people = await scenario.RegisterPeopleAsync("saksi", WalletCount);
        var silos = new Dictionary<Person, string>();
        foreach (var person in people)
        {
            await scenario.AskAsync(new Operation("fund-" + person.Email, OperationKind.TopUp, person, Amount: Money));
            // With the first spending the wallet's silo claims it.
            await scenario.AskAsync(new Operation("claim-" + person.Email, OperationKind.Debit, person, Amount: 1));
            silos[person] = await SpenderLog.SpenderOfAsync(scenario.Servers.Database, LedgerSnapshot.WalletCode(person.Id));
        }

        var together = people.GroupBy(person => silos[person]).First(group => group.Count() > 1);
        var pair = together.Take(2).ToArray();
        return new LateSpending(
            scenario, scenario.Cluster.Silos.Single(silo => silo.Name == together.Key), pair[0], pair[1], people.First(person => !pair.Contains(person)));
    }

    /// <summary>Has the spending wait in the silo's lane. Nothing else may go on meanwhile.</summary>
    public async Task HoldUpAsync()
    {
        _fencedBefore = await FencedAsync();
        _lock = await _scenario.Servers.Database.OpenConnectionAsync();
        await ExecuteAsync(_lock, "begin");
        await ExecuteAsync(_lock, $"select from ledger_account where code = '{LedgerSnapshot.WalletCode(_heldUp.Id)}' for update");

        _first = _scenario.AskAsync(new Operation("held-up-spending", OperationKind.Transfer, _heldUp, _receiver, Amount: 10));
        await Eventually.TrueAsync($"{Silo.Name} to wait for the lock", async () => await CountAsync(
            $"select count(*) from pg_stat_activity where application_name = '{Silo.Name}' and datname = current_database() and wait_event_type = 'Lock'") == 1);
        _unanswered = _scenario.AskOnceAsync(_spending);
        await Eventually.EqualAsync("the spending to wait in the lane", 1L, () => Silo.MetricAsync("nusaloka_ledger_queue_depth"));
    }

    /// <summary>Lets go of the lock: what the silo has sent happens now, what it has not sent stays with it.</summary>
    public async Task LetGoAsync()
    {
        if (_lock is not { } held)
            return;

        _lock = null;
        await ExecuteAsync(held, "rollback");
        await held.DisposeAsync();
    }

    /// <summary>Has the wallet spent from at the silo that has it now, as its owner who was not answered goes on to something else.</summary>
    public async Task SpendElsewhereAsync()
    {
        await _scenario.AskAsync(new Operation("spending-elsewhere", OperationKind.Transfer, _late, _receiver, Amount: 30));
        var spender = await SpenderLog.SpenderOfAsync(_scenario.Servers.Database, LedgerSnapshot.WalletCode(_late.Id));
        _scenario.Expect(spender != Silo.Name, $"{spender} has been paused and spends from the wallet.");
        _scenario.Expect(await CountSpendingsAsync() == 0, "The late spending was done before its silo was awake.");
        await Task.WhenAll(_first ?? Task.CompletedTask, _unanswered ?? Task.CompletedTask);
        _scenario.Expect(_unanswered is { Result: { Status: 503, Code: "outcome_unknown" } }, $"Its owner was told {_unanswered?.Result}.");
    }

    /// <summary>The silo is awake, and has sent the spending: the ledger has refused it.</summary>
    public async Task ExpectRefusalAsync()
    {
        await Eventually.TrueAsync($"the ledger to refuse a write of {Silo.Name}", async () => await FencedAsync() > _fencedBefore);
        var refused = await FencedAsync() - _fencedBefore;
        _scenario.Report($"The ledger refused {refused} late operations of {Silo.Name}.");
        _scenario.Expect(await CountSpendingsAsync() == 0, "The late spending was done.");
    }

    public ValueTask DisposeAsync() => new(LetGoAsync());

    private Task<long> FencedAsync() => Silo.MetricAsync("nusaloka_ledger_fenced_total");

    private Task<long> CountSpendingsAsync() => CountAsync($"select count(*) from ledger_transfer where description = '{_spending.Id}'");

    private async Task<long> CountAsync(string query)
    {
        await using var command = _scenario.Servers.Database.CreateCommand(query);
        return await command.ExecuteScalarAsync() is long count ? count : throw new InvalidOperationException($"No number: {query}");
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
