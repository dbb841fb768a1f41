using System.Collections.Concurrent;
using Npgsql;
using Nusaloka.Persistence.Ledger;
using Nusaloka.Testing;

namespace Nusaloka.Persistence.Tests.Ledger;

public sealed class LedgerGroupCommitTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const int Wallets = 20;

    [Fact]
    public async Task Post_ManyAtOnce_TakesFewerTransactionsThanTransfers()
    {
        await using var host = new PersistenceHost(database);
        var prefix = await FundAsync(host, "few");

        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => host.Get<ILedger>().PostAsync(Transfer(prefix, i, i + 1))));

        Assert.InRange(await database.ScalarAsync<long>($"select count(distinct xmin::text) from ledger_transfer where description = '{prefix}'"), 1, 100);
        await LedgerInvariants.CheckAsync(database);
    }

    [Fact]
    public async Task Post_OnePoisonousAmongAHundred_FailsAlone()
    {
        await using var host = new PersistenceHost(database);
        var prefix = await FundAsync(host, "poison");

        // PostgreSQL has no text with a NUL character.
        var answers = Enumerable.Range(0, 100)
            .Select(i => host.Get<ILedger>().PostAsync(Transfer(prefix, i, i + 1) with { Reference = i == 42 ? "\0" : "fine" })).ToArray();
        await Task.WhenAll(answers).ContinueWith(static _ => { }, TaskScheduler.Default);

        Assert.Equal([42], Enumerable.Range(0, 100).Where(i => answers[i].IsFaulted));
        Assert.Equal(PostgresErrorCodes.CharacterNotInRepertoire, Assert.IsType<PostgresException>(answers[42].Exception!.InnerException).SqlState);
        Assert.All(answers.Where(answer => !answer.IsFaulted), answer => Assert.Equal(PostingOutcome.Posted, answer.Result.Outcome));
        await LedgerInvariants.CheckAsync(database);
    }

    [Fact]
    public async Task Post_TwoProcessesOnTheSameAccounts_EveryTransferIsPostedOnce()
    {
        await using var first = new PersistenceHost(database, options => options.MaxBatchSize = 32);
        await using var second = new PersistenceHost(database, options => options.MaxBatchSize = 32);
        var prefix = await FundAsync(first, "two");

        // Both send each transfer, in opposite orders and directions over the same few accounts.
        var transfers = Enumerable.Range(0, 600).Select(i => i % 2 == 0 ? Transfer(prefix, i, i + 3) : Transfer(prefix, i + 3, i)).ToList();
        var results = await Task.WhenAll(
            Task.WhenAll(transfers.Select(first.Get<ILedger>().PostAsync)),
            Task.WhenAll(transfers.AsEnumerable().Reverse().Select(second.Get<ILedger>().PostAsync)));

        var pairs = results[0].Zip(results[1].Reverse()).ToList();
        Assert.All(pairs, pair => Assert.Equal(
            [PostingOutcome.Posted, PostingOutcome.Replayed], new[] { pair.First.Outcome, pair.Second.Outcome }.Order()));
        Assert.All(pairs, pair => Assert.Equal(pair.First.DebitBalance, pair.Second.DebitBalance));
        Assert.All(pairs, pair => Assert.Equal(pair.First.CreatedAt, pair.Second.CreatedAt));
        await LedgerInvariants.CheckAsync(database);
    }

    [Fact]
    public async Task Claim_ByTwo_OneSpendsAndTheOtherIsStale()
    {
        await using var first = new PersistenceHost(database);
        await using var second = new PersistenceHost(database);
        var prefix = await FundAsync(first, "fence");
        for (var round = 1; round <= 50; round++)
        {
            // Both know who spends so far, claim, and spend at once without waiting for the answer.
            var former = (await first.Get<ILedger>().FindAccountAsync(Code(prefix, 0), CancellationToken.None))!.Spender;
            var results = await Task.WhenAll(new[] { first, second }.Select((host, i) => Task.WhenAll(
                host.Get<ILedger>().ClaimAsync(Code(prefix, 0), Currency.Idr, former, newSpender: (2 * round) + i),
                host.Get<ILedger>().PostAsync(Transfer(prefix, 0, 1) with { Spender = (2 * round) + i }))));

            Assert.Equal([PostingOutcome.Posted, PostingOutcome.Stale], results.Select(result => result[0].Outcome).Order());
            Assert.All(results, result => Assert.Equal(result[0].Outcome, result[1].Outcome));
            // The loser's claim and its spending.
            Assert.Equal(2 * round, first.Fenced + second.Fenced);
        }

        await LedgerInvariants.CheckAsync(database);
    }

    [Fact]
    public async Task Resolve_CaptureVoidAndExpireAtOnce_OneWins()
    {
        await using var first = new PersistenceHost(database);
        await using var second = new PersistenceHost(database);
        var prefix = await FundAsync(first, "race");
        var (code, ledgers) = (Code(prefix, 0), new[] { first.Get<ILedger>(), second.Get<ILedger>() });

        for (var round = 0; round < 50; round++)
        {
            var hold = new LedgerHold(NewId(), 1, code, Code(prefix, 1), Money.Rupiah(100), "", TimeProvider.System.GetUtcNow().AddMilliseconds(round % 5), "hold", null);
            Assert.Equal(PostingOutcome.Posted, (await ledgers[0].HoldAsync(hold)).Outcome);

            var results = await Task.WhenAll(
                ledgers[0].CaptureAsync(Transfer(prefix, 0, 1), hold.Id),
                ledgers[1].CaptureAsync(Transfer(prefix, 0, 1), hold.Id),
                ledgers[1].VoidAsync(NewId(), hold.Id, code, Currency.Idr),
                ledgers[0].ExpireAsync(hold.Id, code, Currency.Idr));

            // None of them when it had expired before.
            Assert.InRange(results.Count(result => result.Outcome == PostingOutcome.Posted), 0, 1);
            Assert.All(results, result => Assert.Contains(
                result.Outcome, new[] { PostingOutcome.Posted, PostingOutcome.HoldResolved, PostingOutcome.HoldRunning }));
            var account = await ledgers[0].FindAccountAsync(code, CancellationToken.None);
            Assert.Equal(account!.Balance, account.Available);
        }

        await LedgerInvariants.CheckAsync(database);
    }

    [Fact]
    public async Task Hold_WhoseTimeHasCome_CountsNoMoreBeforeAnybodyExpiresIt()
    {
        await using var host = new PersistenceHost(database);
        var ledger = host.Get<ILedger>();
        var prefix = await FundAsync(host, "expired");
        var (code, all) = (Code(prefix, 0), Money.Rupiah(1_000_000));
        var expiry = TimeProvider.System.GetUtcNow().AddMilliseconds(300);
        var hold = new LedgerHold(NewId(), 1, code, Code(prefix, 1), all, "", expiry, "hold", null);

        Assert.Equal(PostingOutcome.Posted, (await ledger.HoldAsync(hold)).Outcome);
        Assert.Equal(PostingOutcome.Insufficient, (await ledger.PostAsync(Transfer(prefix, 0, 1))).Outcome);
        await Eventually.TrueAsync("the hold's end", async () => (await ledger.FindAccountAsync(code, CancellationToken.None))!.Available == all);

        Assert.Equal(PostingOutcome.Posted, (await ledger.PostAsync(Transfer(prefix, 0, 1) with { Amount = all })).Outcome);
        Assert.Equal(PostingOutcome.HoldResolved, (await ledger.CaptureAsync(Transfer(prefix, 0, 1), hold.Id)).Outcome);
        await LedgerInvariants.CheckAsync(database);
    }

    [Fact]
    public async Task Post_ConnectionsKilledUnderLoad_EachIsPostedOnceAndAnswered()
    {
        await using var host = new PersistenceHost(database);
        var prefix = await FundAsync(host, "killed");
        var posted = new ConcurrentBag<Guid>();
        using var stop = new CancellationTokenSource();
        var spenders = Enumerable.Range(0, Wallets).Select(async i =>
        {
            while (!stop.IsCancellationRequested)
            {
                var transfer = Transfer(prefix, i, i + 1);
                var result = await host.Get<ILedger>().PostAsync(transfer);
                if (result.Outcome is PostingOutcome.Posted or PostingOutcome.Replayed) posted.Add(transfer.Id);
            }
        }).ToArray();

        for (var kill = 0; kill < 5; kill++)
        {
            var before = posted.Count;
            await Eventually.TrueAsync("transfers between two kills", () => posted.Count > before + 200);
            await database.ExecuteAsync(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like '%ledger_write%' and pid <> pg_backend_pid()");
        }

        await stop.CancelAsync();
        await Task.WhenAll(spenders);
        Assert.Equal(posted.Count, posted.Distinct().Count());
        Assert.Equal(posted.Count, await database.ScalarAsync<long>($"select count(*) from ledger_transfer where description = '{prefix}'"));
        await LedgerInvariants.CheckAsync(database);
    }

    private static async Task<string> FundAsync(PersistenceHost host, string prefix)
    {
        for (var i = 0; i < Wallets; i++)
        {
            await host.Get<ILedger>().OpenWalletAsync(Code(prefix, i), Currency.Idr, tier: null, CancellationToken.None);
            await host.Get<ILedger>().PostAsync(new LedgerPosting(
                NewId(), 1, LedgerAccountCode.Adjustment, Code(prefix, i), Money.Rupiah(1_000_000), "funds", null, "funds", null));
        }

        return prefix;
    }

    private static LedgerPosting Transfer(string prefix, int from, int to) => new(
        NewId(), 1, Code(prefix, from % Wallets), Code(prefix, to % Wallets), Money.Rupiah(7), prefix, null, "request", null);

    private static string Code(string prefix, int i) => LedgerAccountCode.Wallet($"{prefix}{i}");

    private static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
}
