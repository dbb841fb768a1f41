using System.Runtime.ExceptionServices;
using FsCheck;
using FsCheck.Fluent;
using Nusaloka.Persistence.Ledger;
using Nusaloka.Testing;

namespace Nusaloka.Persistence.Tests.Ledger;

/// <summary>
/// The ledger beside its model: the same random operations, many at once, must have the same answers in the order in which they were
/// sent, and leave the same accounts; the same operation sent three times at once, by two writers, is done once. After each round the tables keep
/// what always holds. Sequences have accounts of their own and run many at a time, so their operations meet in batches.
/// </summary>
public sealed class LedgerModelTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>, IAsyncLifetime
{
    private const int Sequences = 2_000;
    private const int AtOnce = 16;
    private const int Wallets = 4;
    private const short Tier = 9;

    private int _sequences;
    private int _triplets;

    public Task InitializeAsync() => database.ExecuteAsync($"insert into ledger_limit values ({Tier}, '2020-01-01', {LedgerSequences.Limits.BalanceCap}, {LedgerSequences.Limits.MonthlyIncoming}, {LedgerSequences.Limits.DailyOutgoing})");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Operations_RandomSequences_AnswerAsTheModel()
    {
        await using var few = new PersistenceHost(database, static options => options.MaxBatchSize = 3);
        await using var many = new PersistenceHost(database, static options => options.MaxBatchSize = 512);
        var ledgers = new[] { (PostgresLedger)few.Get<ILedger>(), (PostgresLedger)many.Get<ILedger>() };

        FsCheck.Fluent.Prop.ForAll(LedgerSequences.Rounds, async rounds =>
        {
            var sequence = Interlocked.Increment(ref _sequences);
            await RunOnOneDayAsync([ledgers[sequence % ledgers.Length], ledgers[(sequence + 1) % ledgers.Length]], $"m{sequence}", rounds);
        }).Check(LedgerSequences.Config(Sequences, AtOnce));

        await LedgerInvariants.CheckAsync(database);
        // Sequences in which nothing happens would prove nothing.
        Assert.InRange(_triplets, Sequences / 10, int.MaxValue);
        Assert.InRange(await database.ScalarAsync<long>($"select count(*) from ledger_transfer where kind = {LedgerStep.RefundKind}"), Sequences / 20, long.MaxValue);
        Assert.InRange(await database.ScalarAsync<long>("select count(*) from ledger_transfer"), 3 * Sequences, long.MaxValue);
        foreach (var state in new[] { "captured", "voided", "expired", "open" })
            Assert.InRange(await database.ScalarAsync<long>("select count(*) from ledger_hold where state = $1", state), Sequences / 20, long.MaxValue);
    }

    /// <summary>A sequence that fails while a day begins is begun anew: on which day each of its operations was decided is not known here.</summary>
    private async Task RunOnOneDayAsync(PostgresLedger[] ledgers, string sequence, LedgerStep[][] rounds)
    {
        for (var attempt = 0; ; attempt++)
        {
            var before = await DayAsync("-");
            var failure = await Record.ExceptionAsync(() => RunAsync(ledgers, $"{sequence}-{attempt}", rounds));
            if (failure is null)
                return;
            if (await DayAsync("+") == before)
                ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>The day a minute before or after now: two clocks may disagree a little.</summary>
    private Task<string> DayAsync(string direction) =>
        database.ScalarAsync<string>($"select ((clock_timestamp() {direction} interval '1 minute') at time zone 'Asia/Jakarta')::date::text");

    private async Task RunAsync(PostgresLedger[] ledgers, string sequence, LedgerStep[][] rounds)
    {
        var ledger = ledgers[0];
        var (model, codes) = await OpenAsync(sequence);
        var (sent, place) = (new List<LedgerOperation>(), 0);
        foreach (var round in rounds)
        {
            // A repeat beside its first is done after it, but perhaps also after others; so only what is answered is repeated, once a
            // round, and a hold is used once a round.
            var used = new HashSet<Guid>();
            var operations = round.Select(step => step.ToOperation(place++, codes, model, sent))
                .Where(operation => operation.Verb == LedgerVerb.Claim || Use(used, operation.Id, operation.HoldId ?? operation.Id)).ToArray();
            sent.AddRange(operations.Where(operation =>
                operation.Verb is not (LedgerVerb.Claim or LedgerVerb.Expire) && sent.All(earlier => (earlier.Verb, earlier.Id) != (operation.Verb, operation.Id))));

            // A hold that has expired when it is made is given free by the next batch, so the batches must be known.
            if (operations.Any(static operation => operation.ExpiresAt == LedgerStep.Past))
            {
                foreach (var operation in operations)
                    await DoAsync(ledger, model, [operation]);
            }
            else
            {
                await DoAsync(ledger, model, operations);
            }

            if (round[^1].Odd >= 10 && round[^1].ToOperation(place++, codes, model, sent) is { Verb: not (LedgerVerb.Claim or LedgerVerb.Expire) } again && again.ExpiresAt != LedgerStep.Past)
            {
                await DoThreeTimesAsync(ledgers, model, again);
                sent.Add(again);
            }

            await LedgerInvariants.CheckAsync(database, codes);
        }

        foreach (var (code, account) in model.Accounts)
        {
            var stored = await ledger.FindAccountAsync(code, CancellationToken.None);
            var limits = await ledger.FindLimitsAsync(code, CancellationToken.None);
            var due = model.Holds.Values.Where(hold => hold.Code == code && hold is { IsOpen: true, IsDue: true }).ToList();
            Assert.Equal(
                (code, account.Balance, account.Available + due.Sum(hold => hold.Amount), account.Spender, account.MonthReceived, account.DaySpent - due.Where(hold => hold.CountedOn == model.Today).Sum(hold => hold.Amount)),
                (code, stored!.Balance.Units, stored.Available.Units, stored.Spender, limits!.MonthReceived.Units, limits.DaySpent.Units));
        }
    }

    private static bool Use(HashSet<Guid> used, Guid id, Guid hold)
    {
        if (used.Contains(id) || used.Contains(hold))
            return false;

        used.UnionWith([id, hold]);
        return true;
    }

    private static async Task DoAsync(PostgresLedger ledger, LedgerModel model, LedgerOperation[] operations)
    {
        var answers = operations.Select(ledger.CommitAsync).ToList();
        var expected = operations.Select(model.Do).ToList();
        for (var i = 0; i < operations.Length; i++)
        {
            var answer = await answers[i];
            if (answer.Outcome is PostingOutcome.Posted or PostingOutcome.Replayed)
                Assert.NotEqual(default, answer.CreatedAt);
            Assert.Equal((operations[i], expected[i]), (operations[i], answer with { CreatedAt = default }));
        }

        model.LetTimePass();
    }

    /// <summary>The same at once through both writers: whoever is first does it, and all say the same of it.</summary>
    private async Task DoThreeTimesAsync(PostgresLedger[] ledgers, LedgerModel model, LedgerOperation operation)
    {
        Interlocked.Increment(ref _triplets);
        var answers = await Task.WhenAll(ledgers[0].CommitAsync(operation), ledgers[1].CommitAsync(operation), ledgers[0].CommitAsync(operation));
        var expected = Enumerable.Range(0, answers.Length).Select(_ => model.Do(operation)).ToArray();
        Assert.Equal(
            (operation, string.Join('\n', expected.OrderBy(static answer => answer.Outcome))),
            (operation, string.Join('\n', answers.Select(static answer => answer with { CreatedAt = default }).OrderBy(static answer => answer.Outcome))));
        model.LetTimePass();
    }

    /// <summary>A source of money, wallets of which every other has limits, and the name of an account that was never opened.</summary>
    private async Task<(LedgerModel Model, string[] Codes)> OpenAsync(string sequence)
    {
        var model = new LedgerModel();
        string[] codes = [$"system:{sequence}", .. Enumerable.Range(0, Wallets).Select(i => LedgerAccountCode.Wallet($"{sequence}-{i}"))];
        await database.ExecuteAsync(
            $"""
            insert into ledger_account (code, currency, floor, tier)
            select c, 360, case when i > 1 then 0 end, case when i > 1 and i % 2 = 0 then {Tier} end from unnest($1) with ordinality n (c, i)
            """,
            (object)codes);
        for (var i = 0; i < codes.Length; i++)
            model.Open(codes[i], hasFloor: i > 0, i > 0 && i % 2 == 1 ? LedgerSequences.Limits : null);
        return (model, [.. codes, LedgerAccountCode.Wallet($"{sequence}-nobody")]);
    }
}
