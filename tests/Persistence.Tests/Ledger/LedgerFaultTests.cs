using System.Globalization;
using Npgsql;
using Nusaloka.Persistence.GroupCommit;
using Nusaloka.Persistence.Ledger;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Persistence.Tests.Ledger;

/// <summary>
/// What goes wrong between the ledger and PostgreSQL: nothing is lost, nothing is done twice, everybody is answered. What is drawn comes
/// from a seed that is printed with each failure.
/// </summary>
public sealed class LedgerFaultTests(PostgresDatabase database, ITestOutputHelper output) : IClassFixture<PostgresDatabase>, IAsyncLifetime
{
    private const int Wallets = 10;
    private const long Funds = 1_000_000;

    private readonly int _seed = Seed.Draw(output);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => LedgerInvariants.CheckAsync(database);

    [Fact]
    public async Task Connection_CutBeforeTheCommit_IsDoneByTheNextOne()
    {
        await using var proxy = new PostgresProxy(database.ConnectionString);
        // One lane, which is connected: a lane that is cut while it connects refuses what it has.
        await using var host = new PersistenceHost(
            database, options => (options.ConnectionString, options.LedgerLanes) = (proxy.ConnectionString, 1));
        var (ledger, transfers) = await FundAsync(host, "before");

        proxy.SwallowRequests();
        var answers = transfers.Select(ledger.PostAsync).ToList();
        await Eventually.TrueAsync("the batch to be sent", () => proxy.Swallowed > 0);
        Assert.Equal(0, await CommittedAsync(transfers));
        proxy.Cut();

        Assert.All(await Task.WhenAll(answers), static answer => Assert.Equal(PostingOutcome.Posted, answer.Outcome));
        Assert.Equal(transfers.Length, await CommittedAsync(transfers));
    }

    [Fact]
    public async Task Connection_CutAfterTheCommit_IsFoundDone()
    {
        await using var proxy = new PostgresProxy(database.ConnectionString);
        // One lane, so that nothing but the first is under way.
        await using var host = new PersistenceHost(
            database, options => (options.ConnectionString, options.LedgerLanes) = (proxy.ConnectionString, 1));
        var (ledger, transfers) = await FundAsync(host, "after");

        proxy.SwallowReplies();
        var first = ledger.PostAsync(transfers[0]);
        await Eventually.TrueAsync("the commit", async () => await CommittedAsync([transfers[0]]) == 1);
        var others = transfers[1..].Select(ledger.PostAsync).ToList();
        Assert.False(first.IsCompleted);
        proxy.Cut();

        var answer = await first;
        Assert.Equal(PostingOutcome.Replayed, answer.Outcome);
        Assert.Equal(await BalanceAfterAsync(transfers[0]), answer.DebitBalance.Units);
        Assert.All(await Task.WhenAll(others), static answer => Assert.Equal(PostingOutcome.Posted, answer.Outcome));
    }

    [Theory]
    [InlineData(PostgresErrorCodes.SerializationFailure)]
    [InlineData(PostgresErrorCodes.DeadlockDetected)]
    public async Task Commit_ThatPostgresGivesUp_IsTriedAgain(string sqlState)
    {
        await using var host = new PersistenceHost(database);
        var (ledger, transfers) = await FundAsync(host, "again" + sqlState);
        // A sequence forgets nothing when a transaction is rolled back.
        var fault = $"fault_{sqlState.ToLowerInvariant()}";
        await database.ExecuteAsync($"""
            create sequence {fault};
            create function {fault}() returns trigger language plpgsql as $$
            begin
                if nextval('{fault}') <= 3 then raise exception 'as the test wants' using errcode = '{sqlState}'; end if;
                return null;
            end $$;
            create trigger {fault} before insert on ledger_entry for each statement execute function {fault}()
            """);
        try
        {
            var answers = await Task.WhenAll(transfers.Select(ledger.PostAsync));

            Assert.All(answers, static answer => Assert.Equal(PostingOutcome.Posted, answer.Outcome));
            Assert.True(await database.ScalarAsync<long>($"select last_value from {fault}") > 3);
        }
        finally
        {
            await database.ExecuteAsync($"drop trigger {fault} on ledger_entry; drop function {fault}; drop sequence {fault}");
        }
    }

    [Fact]
    public async Task Database_ThatDoesNotAnswerForAWhile_IsWaitedFor()
    {
        await using var host = new PersistenceHost(database);
        var (ledger, transfers) = await FundAsync(host, "slow");
        await using var other = await database.DataSource.OpenConnectionAsync();
        await using var blocking = await other.BeginTransactionAsync();
        await using (var block = new NpgsqlCommand("lock table ledger_account in exclusive mode", other, blocking))
            await block.ExecuteNonQueryAsync();

        var answers = transfers.Select(ledger.PostAsync).ToList();
        await Eventually.TrueAsync("the batch to wait", async () => await database.ScalarAsync<long>(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%ledger_write%'") > 0);
        Assert.DoesNotContain(answers, static answer => answer.IsCompleted);
        await blocking.RollbackAsync();

        Assert.All(await Task.WhenAll(answers), static answer => Assert.Equal(PostingOutcome.Posted, answer.Outcome));
    }

    [Fact]
    public async Task Statement_LongerThanTheTimeLimit_IsAnsweredAsUnknownAndDoneByARepeat()
    {
        await using var host = new PersistenceHost(
            database, static options => (options.CommandTimeout, options.LedgerLanes) = (TimeSpan.FromSeconds(1), 1));
        var (ledger, transfers) = await FundAsync(host, "long");
        await using var other = await database.DataSource.OpenConnectionAsync();
        await using var blocking = await other.BeginTransactionAsync();
        await using (var block = new NpgsqlCommand("lock table ledger_account in exclusive mode", other, blocking))
            await block.ExecuteNonQueryAsync();

        var answers = await Task.WhenAll(transfers.Select(transfer => Record.ExceptionAsync(() => ledger.PostAsync(transfer))));

        // Not that it was not done: each was sent, and none waits for an answer that does not come.
        Assert.All(answers, static answer => Assert.IsType<CommitUnknownException>(answer));
        Assert.All(answers, static answer => Assert.IsType<TimeoutException>(answer!.GetBaseException()));
        await blocking.RollbackAsync();
        await Eventually.EqualAsync("the end of what was sent", 0L, () => database.ScalarAsync<long>(
            "select count(*) from pg_stat_activity where datname = current_database() and state <> 'idle' and query like '%ledger_write%' and pid <> pg_backend_pid()"));
        await AssertRepeatsAsync(ledger, transfers);
    }

    [Fact]
    public async Task Answer_LaterThanTheTimeLimit_IsUnknownAndARepeatFindsItDone()
    {
        await using var proxy = new PostgresProxy(database.ConnectionString);
        await using var host = new PersistenceHost(
            database,
            options => (options.ConnectionString, options.LedgerLanes, options.CommandTimeout, options.ConnectTimeout) =
                (proxy.ConnectionString, 1, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)));
        var (ledger, transfers) = await FundAsync(host, "late");

        proxy.SwallowReplies();
        var first = Record.ExceptionAsync(() => ledger.PostAsync(transfers[0]));
        await Eventually.TrueAsync("the commit", async () => await CommittedAsync([transfers[0]]) == 1);
        var others = transfers[1..].Select(transfer => Record.ExceptionAsync(() => ledger.PostAsync(transfer))).ToList();

        Assert.IsType<CommitUnknownException>(await first);
        // They were never sent, because no connection answers.
        Assert.All(await Task.WhenAll(others), static answer => Assert.IsType<CommitRejectedException>(answer));
        Assert.Equal(1, await CommittedAsync(transfers));
        proxy.Cut();
        Assert.Equal(PostingOutcome.Replayed, (await ledger.PostAsync(transfers[0])).Outcome);
        await AssertRepeatsAsync(ledger, transfers);
    }

    [Fact]
    public async Task Process_PausedWhileItHasLocks_LosesThemToOthers()
    {
        await using var proxy = new PostgresProxy(database.ConnectionString);
        await using var paused = new PersistenceHost(
            database, options => (options.ConnectionString, options.LedgerLanes) = (proxy.ConnectionString, 1));
        await using var others = new PersistenceHost(database);
        var (ledger, transfers) = await FundAsync(paused, "paused");
        // What it knows of the account is old by this, so from its next batch on it locks before it decides.
        var (other, code) = (others.Get<ILedger>(), transfers[0].DebitCode);
        await other.PostAsync(Transfer(code, Receiver(transfers[0]), 1));
        await ledger.PostAsync(transfers[0]);

        proxy.SwallowReplies();
        var held = Record.ExceptionAsync(() => ledger.PostAsync(transfers[0] with { Id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()) }));
        await Eventually.TrueAsync("the answer that it has them", () => proxy.Swallowed > 0);
        var answer = await other.PostAsync(Transfer(code, Receiver(transfers[0]), 2));

        Assert.Equal(PostingOutcome.Posted, answer.Outcome);
        Assert.False(held.IsCompleted);
        // Nothing of it is there. Whoever asked is told so, or that it is not known, unless the next connection does it.
        Assert.Equal(Funds - 3 - transfers[0].Amount.Units, answer.DebitBalance.Units);
        proxy.Cut();
        Assert.True(await held is null or CommitUnknownException or CommitRejectedException, $"{await held}");
    }

    [Fact]
    public async Task Account_ThatSomebodyKeeps_HoldsUpOnlyWhatNeedsIt()
    {
        await using var host = new PersistenceHost(database, static options => options.LedgerLanes = 1);
        var (ledger, transfers) = await FundAsync(host, "kept");
        var kept = transfers[0].DebitCode;
        await using var other = await database.DataSource.OpenConnectionAsync();
        await using var keeping = await other.BeginTransactionAsync();
        await using (var keep = new NpgsqlCommand($"select from ledger_account where code = '{kept}' for update", other, keeping))
            await keep.ExecuteNonQueryAsync();

        var answers = await Task.WhenAll(transfers.Select(async transfer =>
            (Transfer: transfer, Failure: await Record.ExceptionAsync(() => ledger.PostAsync(transfer)))));

        Assert.All(answers, one => Assert.Equal(one.Transfer.DebitCode == kept || one.Transfer.CreditCode == kept, one.Failure is CommitRejectedException));
        Assert.Equal(answers.Count(static one => one.Failure is null), await CommittedAsync(transfers));
        await keeping.RollbackAsync();
        await AssertRepeatsAsync(ledger, transfers);
    }

    [Fact]
    public async Task Table_ThatSomebodyKeeps_IsAnsweredAsNotDone()
    {
        await using var host = new PersistenceHost(database, static options => options.LedgerLanes = 1);
        var (ledger, transfers) = await FundAsync(host, "table");
        await using var other = await database.DataSource.OpenConnectionAsync();
        await using var keeping = await other.BeginTransactionAsync();
        await using (var keep = new NpgsqlCommand("lock table ledger_account in exclusive mode", other, keeping))
            await keep.ExecuteNonQueryAsync();

        var answers = await Task.WhenAll(transfers.Select(transfer => Record.ExceptionAsync(() => ledger.PostAsync(transfer))));

        Assert.All(answers, static answer => Assert.IsType<CommitRejectedException>(answer));
        Assert.Equal(0, await CommittedAsync(transfers));
        await keeping.RollbackAsync();
        await AssertRepeatsAsync(ledger, transfers);
    }

    [Fact]
    public async Task Chains_OfTwoProcesses_AreEachWhole()
    {
        await using var first = new PersistenceHost(database, options => options.MaxBatchSize = 8);
        await using var second = new PersistenceHost(database, options => options.MaxBatchSize = 8);
        var (one, transfers) = await FundAsync(first, "chains");
        var two = second.Get<ILedger>();

        await Task.WhenAll(transfers.Select((transfer, i) => i % 2 == 0 ? one.PostAsync(transfer) : two.PostAsync(transfer)));

        var verified = await new LedgerVerifier(database.DataSource).VerifyAsync(kinds: null, CancellationToken.None);
        Assert.Null(verified.Finding);
        Assert.InRange(verified.Chains, 2, verified.Batches);
    }

    /// <summary>Wallets with money, and random transfers between them that they can pay in any order.</summary>
    private async Task<(ILedger Ledger, LedgerPosting[] Transfers)> FundAsync(PersistenceHost host, string name)
    {
        var prefix = $"{name}-{_seed}-";
        var (random, ledger) = (new Random(_seed), host.Get<ILedger>());
        for (var i = 0; i < Wallets; i++)
        {
            await ledger.OpenWalletAsync(LedgerAccountCode.Wallet($"{prefix}{i}"), Currency.Idr, tier: null, CancellationToken.None);
            await ledger.PostAsync(Transfer(LedgerAccountCode.Adjustment, $"{prefix}{i}", Funds));
        }

        return (ledger, [.. Enumerable.Range(0, 200).Select(_ =>
        {
            var from = random.Next(Wallets);
            return Transfer(LedgerAccountCode.Wallet($"{prefix}{from}"), $"{prefix}{(from + random.Next(1, Wallets)) % Wallets}", random.Next(1, 1_000));
        })]);
    }

    /// <summary>All are done once, whoever asks again, and the wallets have what that makes.</summary>
    private async Task AssertRepeatsAsync(ILedger ledger, LedgerPosting[] transfers)
    {
        var done = await CommittedAsync(transfers);
        var repeats = await Task.WhenAll(transfers.Select(ledger.PostAsync));
        var thirds = await Task.WhenAll(transfers.Select(ledger.PostAsync));

        Assert.Equal(done, repeats.Count(static answer => answer.Outcome == PostingOutcome.Replayed));
        Assert.Equal(transfers.Length - done, repeats.Count(static answer => answer.Outcome == PostingOutcome.Posted));
        Assert.Equal(
            repeats.Select(static answer => (PostingOutcome.Replayed, answer.DebitBalance, answer.CreditBalance, answer.CreatedAt)),
            thirds.Select(static answer => (answer.Outcome, answer.DebitBalance, answer.CreditBalance, answer.CreatedAt)));
        Assert.Equal(transfers.Length, await CommittedAsync(transfers));
        foreach (var code in transfers.SelectMany(static transfer => new[] { transfer.DebitCode, transfer.CreditCode }).Distinct())
        {
            var expected = Funds + transfers.Sum(transfer => transfer.CreditCode == code ? transfer.Amount.Units : transfer.DebitCode == code ? -transfer.Amount.Units : 0);
            Assert.Equal((code, expected), (code, await database.ScalarAsync<long>("select balance from ledger_account where code = $1", code)));
        }
    }

    private static string Receiver(LedgerPosting transfer) => transfer.CreditCode[LedgerAccountCode.Wallet("").Length..];

    private static LedgerPosting Transfer(string from, string to, long amount) => new(
        Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), 0, from, LedgerAccountCode.Wallet(to), Money.Rupiah(amount), "", null,
        amount.ToString(CultureInfo.InvariantCulture), null);

    private Task<long> CommittedAsync(LedgerPosting[] transfers) => database.ScalarAsync<long>(
        "select count(*) from ledger_transfer where id = any ($1)", (object)transfers.Select(static transfer => transfer.Id).ToArray());

    private Task<long> BalanceAfterAsync(LedgerPosting transfer) => database.ScalarAsync<long>(
        "select e.balance_after from ledger_transfer t join ledger_entry e on e.account_id = t.debit_account_id and e.seq = t.debit_seq where t.id = $1", transfer.Id);
}
