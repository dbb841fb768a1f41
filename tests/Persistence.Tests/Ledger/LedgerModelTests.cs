using FsCheck;
using Nusaloka.Persistence.Ledger;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Persistence.Tests.Ledger;

/// <summary>
/// The ledger beside its model: the same random operations must have the same answers in the order in which they were sent, and leave
/// the same rows; the same operation sent three times at once, by two writers, is done once. After each operation all that the tables say
/// of the accounts is compared with the model, and what is refused leaves every row as it was; in further sequences the operations of a round are sent
/// at once, and the tables are compared after each round. In the end the entries make statements without a gap. Sequences have accounts of
/// their own and run many at a time, so their operations meet in batches.
/// </summary>
public sealed class LedgerModelTests(PostgresDatabase database, ITestOutputHelper output) : IClassFixture<PostgresDatabase>, IAsyncLifetime
{
    private const int OneByOne = 2_000;
    private const int RoundByRound = 1_000;
    private const int Sequences = OneByOne + RoundByRound;
    private const int AtOnce = 16;

    private int _sequences;
    private int _triplets;
    private int _untouched;

    public Task InitializeAsync() => database.ExecuteAsync(
        $"insert into ledger_limit values ({LedgerRun.Tier}, '2020-01-01', {LedgerSequences.Limits.BalanceCap}, {LedgerSequences.Limits.MonthlyIncoming}, {LedgerSequences.Limits.DailyOutgoing})");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Operations_RandomSequences_AnswerAsTheModel()
    {
        await using var few = new PersistenceHost(database, static options => options.MaxBatchSize = 3);
        await using var many = new PersistenceHost(database, static options => options.MaxBatchSize = 512);
        var ledgers = new[] { (PostgresLedger)few.Get<ILedger>(), (PostgresLedger)many.Get<ILedger>() };

        var seed = Seed.Draw(output);
        Check(ledgers, oneByOne: true, OneByOne, seed);
        Check(ledgers, oneByOne: false, RoundByRound, seed);

        await LedgerInvariants.CheckAsync(database);
        await AssertRefundsAsync();
        // Sequences in which nothing happens would prove nothing.
        Assert.InRange(_triplets, Sequences / 10, int.MaxValue);
        Assert.InRange(_untouched, Sequences, int.MaxValue);
        Assert.InRange(await database.ScalarAsync<long>("select count(*) from ledger_transfer"), 3 * Sequences, long.MaxValue);
        foreach (var state in new[] { "captured", "voided", "expired", "open" })
            Assert.InRange(await database.ScalarAsync<long>("select count(*) from ledger_hold where state = $1", state), Sequences / 20, long.MaxValue);
    }

    private void Check(PostgresLedger[] ledgers, bool oneByOne, int sequences, int seed) =>
        FsCheck.Fluent.Prop.ForAll(LedgerSequences.Sequences(oneByOne), async sequence =>
        {
            var number = Interlocked.Increment(ref _sequences);
            var run = await RunOnOneDayAsync([ledgers[number % ledgers.Length], ledgers[(number + 1) % ledgers.Length]], $"m{number}", sequence);
            Interlocked.Add(ref _triplets, run.Triplets);
            Interlocked.Add(ref _untouched, run.Untouched);
        }).Check(LedgerSequences.Config(sequences, AtOnce, seed));

    /// <summary>There are refunds, some of all that was moved, none of more, and each goes the way back.</summary>
    private async Task AssertRefundsAsync()
    {
        var refunded = $"""
            select t.amount, sum(r.amount) refunded, count(*) parts, bool_and(r.debit_account_id = t.credit_account_id and r.credit_account_id = t.debit_account_id) is_back
            from ledger_transfer r join ledger_transfer t on t.id = r.reference::uuid
            where r.kind = {LedgerStep.RefundKind}
            group by t.id
            """;
        Assert.Equal(0, await database.ScalarAsync<long>($"select count(*) from ({refunded}) refunds where refunded > amount or not is_back"));
        Assert.InRange(await database.ScalarAsync<long>($"select count(*) from ({refunded}) refunds where refunded = amount"), Sequences / 20, long.MaxValue);
        Assert.InRange(await database.ScalarAsync<long>($"select count(*) from ({refunded}) refunds where refunded < amount"), Sequences / 20, long.MaxValue);
        Assert.InRange(await database.ScalarAsync<long>($"select count(*) from ({refunded}) refunds where parts > 1"), Sequences / 50, long.MaxValue);
    }

    /// <summary>A sequence that fails while a day begins is begun anew: on which day each of its operations was decided is not known here.</summary>
    private async Task<LedgerRun> RunOnOneDayAsync(PostgresLedger[] ledgers, string name, LedgerSequence sequence)
    {
        for (var attempt = 0; ; attempt++)
        {
            var before = await DayAsync("-");
            try
            {
                return await LedgerRun.RunAsync(database, ledgers, $"{name}-{attempt}", sequence);
            }
            catch (Exception)
            {
                if (await DayAsync("+") == before)
                    throw;
            }
        }
    }

    /// <summary>The day a minute before or after now: two clocks may disagree a little.</summary>
    private Task<string> DayAsync(string direction) =>
        database.ScalarAsync<string>($"select ((clock_timestamp() {direction} interval '1 minute') at time zone 'Asia/Jakarta')::date::text");
}
