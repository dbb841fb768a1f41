using Npgsql;
using Nusaloka.Persistence.Ledger;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Persistence.Tests.Ledger;

/// <summary>Several lanes of one process commit at the same time. Batches are small, so that all of them have something to do.</summary>
public sealed class LedgerLanesTests(PostgresDatabase database, ITestOutputHelper output) : IClassFixture<PostgresDatabase>, IAsyncLifetime
{
    private const int Wallets = 24;
    private const long Funds = 1_000;

    private readonly string _prefix = $"{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}-";

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await LedgerInvariants.CheckAsync(database);
        Assert.Null((await new LedgerVerifier(database.DataSource).VerifyAsync(kinds: null, CancellationToken.None)).Finding);
    }

    [Fact]
    public async Task Lanes_OfOneProcess_CommitSideBySide()
    {
        await using var host = Host();
        var ledger = await FundAsync(host);
        // Whoever writes wallet 0 waits, and with it one lane.
        await using var other = await database.DataSource.OpenConnectionAsync();
        await using var blocking = await other.BeginTransactionAsync();
        await using (var block = new NpgsqlCommand($"select from ledger_account where code = '{Code(0)}' for update", other, blocking))
            await block.ExecuteNonQueryAsync();

        var blocked = ledger.PostAsync(Transfer(0, 1));
        await Eventually.TrueAsync("a lane to wait", async () => await database.ScalarAsync<long>(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like 'select ledger_write%'") == 1);
        var behind = ledger.PostAsync(Transfer(1, 2));
        var beside = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => ledger.PostAsync(Transfer(3 + (i % 20), 3 + ((i + 1) % 20)))));

        Assert.All(beside, static answer => Assert.Equal(PostingOutcome.Posted, answer.Outcome));
        Assert.False(blocked.IsCompleted);
        Assert.False(behind.IsCompleted);
        await blocking.RollbackAsync();
        Assert.Equal(PostingOutcome.Posted, (await blocked).Outcome);
        Assert.Equal(PostingOutcome.Posted, (await behind).Outcome);
        Assert.InRange((await new LedgerVerifier(database.DataSource).VerifyAsync(kinds: null, CancellationToken.None)).Chains, 2, int.MaxValue);
    }

    [Fact]
    public async Task Post_ManyOverTheSameAccounts_NobodySpendsWhatIsNotThere()
    {
        await using var host = Host();
        var ledger = await FundAsync(host);

        // Each could pay two of its hundred.
        var answers = await Task.WhenAll(Enumerable.Range(0, 100 * Wallets).Select(i => ledger.PostAsync(
            Transfer(i % Wallets, LedgerAccountCode.CashOut, Funds / 2))));

        Assert.Equal(2 * Wallets, answers.Count(static answer => answer.Outcome == PostingOutcome.Posted));
        Assert.All(answers, static answer => Assert.Contains(answer.Outcome, new[] { PostingOutcome.Posted, PostingOutcome.Insufficient }));
        Assert.Equal(0, await WalletSumAsync());
    }

    [Fact]
    public async Task Post_OneKeyManyTimesAtOnce_IsDoneOnce()
    {
        await using var host = Host();
        var ledger = await FundAsync(host);
        var transfers = Enumerable.Range(0, 200).Select(i => Transfer(i % Wallets, (i + 1 + (i / Wallets)) % Wallets)).ToArray();

        // Between repeats come others, so that these meet different lanes.
        var answers = await Task.WhenAll(Enumerable.Range(0, 5 * transfers.Length).Select(i => ledger.PostAsync(transfers[i % transfers.Length])));

        foreach (var same in answers.Select(static (answer, i) => (answer, i)).GroupBy(pair => pair.i % transfers.Length, static pair => pair.answer))
        {
            Assert.Single(same, static answer => answer.Outcome == PostingOutcome.Posted);
            Assert.Equal(4, same.Count(static answer => answer.Outcome == PostingOutcome.Replayed));
            Assert.Single(same.Select(static answer => (answer.DebitBalance, answer.CreatedAt)).Distinct());
        }
    }

    [Fact]
    public async Task Post_OneKeyAHundredTimesAtOnceByTwoProcesses_IsDoneOnceAndAnsweredAlike()
    {
        await using var first = Host();
        await using var second = Host();
        var ledgers = new[] { await FundAsync(first), second.Get<ILedger>() };
        for (var round = 0; round < 5; round++)
        {
            var transfer = Transfer(round, round + 1);

            var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => ledgers[i % 2].PostAsync(transfer)));

            var posted = Assert.Single(answers, static answer => answer.Outcome == PostingOutcome.Posted);
            Assert.All(answers, answer => Assert.Equal(posted with { Outcome = answer.Outcome }, answer));
            Assert.Equal(99, answers.Count(static answer => answer.Outcome == PostingOutcome.Replayed));
            Assert.Equal(1, await database.ScalarAsync<long>("select count(*) from ledger_transfer where id = $1", transfer.Id));
            Assert.Equal(2, await database.ScalarAsync<long>("select count(*) from ledger_entry where transfer_id = $1", transfer.Id));
        }
    }

    [Fact]
    public async Task Post_OneKeyForDifferentAccountsAtOnce_IsOfOneOfThem()
    {
        await using var host = Host();
        var ledger = await FundAsync(host);
        for (var round = 0; round < 40; round++)
        {
            var id = NewId();
            var answers = await Task.WhenAll(Enumerable.Range(0, Wallets / 2).Select(i => ledger.PostAsync(
                Transfer(2 * i, (2 * i) + 1) with { Id = id, Fingerprint = $"{i}" })));

            Assert.Single(answers, static answer => answer.Outcome == PostingOutcome.Posted);
            Assert.Equal(answers.Length - 1, answers.Count(static answer => answer.Outcome == PostingOutcome.KeyReused));
        }
    }

    [Fact]
    public async Task Claim_AndSpendingsWithoutWaiting_StayInOrder()
    {
        await using var host = Host();
        var ledger = await FundAsync(host);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20 * Wallets).Select(async i =>
        {
            var (wallet, round) = (i % Wallets, i / Wallets);
            var claim = ledger.ClaimAsync(Code(wallet), Currency.Idr, spender: round, newSpender: round + 1);
            var spending = ledger.PostAsync(Transfer(wallet, (wallet + 7) % Wallets) with { Spender = round + 1 });
            return (Claim: (await claim).Outcome, Spending: (await spending).Outcome);
        }));

        Assert.All(answers, static answer => Assert.Equal((PostingOutcome.Posted, PostingOutcome.Posted), answer));
    }

    [Fact]
    public async Task Holds_ThatExpireAmongTransfers_CountNoMore()
    {
        await using var host = Host();
        var ledger = await FundAsync(host);
        var expiry = TimeProvider.System.GetUtcNow().AddMilliseconds(200);
        var holds = await Task.WhenAll(Enumerable.Range(0, Wallets).Select(async i =>
        {
            var hold = new LedgerHold(NewId(), 1, Code(i), Code((i + 1) % Wallets), Money.Rupiah(Funds), "", expiry, "hold", null);
            Assert.Equal(PostingOutcome.Posted, (await ledger.HoldAsync(hold)).Outcome);
            return hold;
        }));

        await Eventually.TrueAsync("the holds' end", async () => (await Task.WhenAll(Enumerable.Range(0, Wallets).Select(i =>
            ledger.PostAsync(Transfer(i, (i + 5) % Wallets))))).All(static answer => answer.Outcome == PostingOutcome.Posted));
        var captures = await Task.WhenAll(holds.Select((hold, i) => ledger.CaptureAsync(Transfer(i, (i + 1) % Wallets), hold.Id)));

        Assert.All(captures, static answer => Assert.Equal(PostingOutcome.HoldResolved, answer.Outcome));
        Assert.Equal(Wallets * Funds, await WalletSumAsync());
    }

    [Fact]
    public async Task Lanes_OfTwoProcessesThatLoseTheirConnections_PostEachOnce()
    {
        await using var first = Host();
        await using var second = Host();
        var ledgers = new[] { await FundAsync(first), second.Get<ILedger>() };
        var seed = Seed.Draw(output);
        var random = new Random(seed);
        var answers = new PostingAnswers();
        using var stop = new CancellationTokenSource();
        var payers = Enumerable.Range(0, 2 * Wallets).Select(async payer =>
        {
            var own = new Random(seed + payer + 1);
            for (var i = payer; !stop.IsCancellationRequested; i++)
            {
                // There and back, so that hardly anybody runs out of money; 70 of 100 with one wallet.
                var (from, to) = (payer % Wallets, own.Next(10) < 7 ? 0 : own.Next(Wallets));
                if (from == to)
                    to = (to + 1) % Wallets;
                var transfer = i % 2 == 0 ? Transfer(from, to) : Transfer(to, from);
                await answers.PostAsync(ledgers[payer % 2], transfer);
            }
        }).ToArray();

        for (var kill = 0; kill < 4; kill++)
        {
            var enough = answers.Posted + random.Next(50, 400);
            await Eventually.TrueAsync("transfers between two kills", () => answers.Posted > enough);
            await database.ExecuteAsync(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'select ledger_write%'");
        }

        await stop.CancelAsync();
        await Task.WhenAll(payers);
        await answers.AssertAsync(database, _prefix);
        Assert.Equal(Wallets * Funds, await WalletSumAsync());
    }

    [Fact]
    public async Task Anchors_OfAllLanes_ShowThatTheNewestBatchOfOneIsGone()
    {
        await using (var host = Host())
        {
            var ledger = await FundAsync(host);
            await Task.WhenAll(Enumerable.Range(0, 400).Select(i => ledger.PostAsync(Transfer(i % Wallets, (i + 3) % Wallets))));
        }

        var anchors = new LedgerAnchors(database.DataSource);
        var ends = await anchors.ReadAsync(DateTimeOffset.UnixEpoch, CancellationToken.None);
        Assert.InRange(ends.Length, 2, int.MaxValue);
        Assert.Null(await anchors.CompareAsync([.. ends], CancellationToken.None));
        foreach (var end in ends)
        {
            await database.ExecuteAsync($"""
                set session_replication_role = replica;
                create table gone as select * from ledger_batch where chain = '{end.Chain}' and seq = {end.Seq};
                delete from ledger_batch where chain = '{end.Chain}' and seq = {end.Seq};
                set session_replication_role = origin
                """);
            var finding = await anchors.CompareAsync([.. ends], CancellationToken.None);
            Assert.Equal(("ledger_batch", $"{end.Chain}/{end.Seq}"), (finding?.Table, finding?.Key));
            await database.ExecuteAsync("insert into ledger_batch select * from gone; drop table gone");
        }
    }

    private PersistenceHost Host() => new(database, static options => (options.LedgerLanes, options.MaxBatchSize) = (3, 8));

    private async Task<ILedger> FundAsync(PersistenceHost host)
    {
        var ledger = host.Get<ILedger>();
        for (var i = 0; i < Wallets; i++)
        {
            await ledger.OpenWalletAsync(Code(i), Currency.Idr, tier: null, CancellationToken.None);
            await ledger.PostAsync(new LedgerPosting(
                NewId(), 1, LedgerAccountCode.Adjustment, Code(i), Money.Rupiah(Funds), "funds", null, "funds", null));
        }

        return ledger;
    }

    private Task<long> WalletSumAsync() => database.ScalarAsync<long>(
        "select sum(balance)::bigint from ledger_account where starts_with(code, $1)", LedgerAccountCode.Wallet(_prefix));

    private LedgerPosting Transfer(int from, int to) => Transfer(from, Code(to), 7);

    private LedgerPosting Transfer(int from, string to, long amount) =>
        new(NewId(), 1, Code(from), to, Money.Rupiah(amount), _prefix, null, "request", null);

    private string Code(int i) => LedgerAccountCode.Wallet($"{_prefix}{i}");

    private static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
}
