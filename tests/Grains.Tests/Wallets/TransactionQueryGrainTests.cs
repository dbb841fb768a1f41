using System.Collections.Immutable;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Wallets;

/// <summary>What the ledger tells: transactions, statements, summaries, balances.</summary>
public sealed class TransactionQueryGrainTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private static readonly DateTimeOffset Begin = DateTimeOffset.UnixEpoch;
    private static readonly DateTimeOffset End = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Statement_OverAnyTime_OpeningPlusEntriesIsClosing()
    {
        var (wallet, _) = await BusyWalletAsync();
        var all = await StatementAsync(wallet, Begin, End);
        var times = all.Entries.Select(static entry => entry.CreatedAt).Prepend(Begin).Append(End).ToArray();

        foreach (var from in times)
        {
            foreach (var to in times.Where(to => to > from))
            {
                var part = await StatementAsync(wallet, from, to);
                Assert.Equal(part.Closing.Units, part.Opening.Units + part.Entries.Sum(static entry => entry.Amount.Units));
                Assert.Equal(all.Entries.Where(entry => entry.CreatedAt >= from && entry.CreatedAt < to), part.Entries);
            }
        }

        Assert.Equal((0, await cluster.BalanceAsync(wallet)), (all.Opening.Units, all.Closing.Units));
    }

    [Fact]
    public async Task Statement_AllPages_NumbersEntriesWithoutGapsAndRunsTheBalance()
    {
        var (wallet, other) = await BusyWalletAsync();

        var entries = (await StatementAsync(wallet, Begin, End)).Entries;

        Assert.Equal(Enumerable.Range(1, 12).Select(static i => (long)i), entries.Select(static entry => entry.Sequence));
        var balance = 0L;
        Assert.All(entries, entry => Assert.Equal(balance += entry.Amount.Units, entry.BalanceAfter.Units));
        Assert.Equal([other], entries.Select(static entry => entry.CounterpartyId).OfType<string>().Distinct());
        Assert.Equal([TransactionKind.Transfer, TransactionKind.TopUp, TransactionKind.Debit, TransactionKind.Credit], entries.Select(static entry => entry.Kind).Distinct().Order());
        Assert.All(entries, static entry => Assert.Equal(entry.Kind == TransactionKind.Transfer ? "makan" : "", entry.Description));
    }

    [Fact]
    public async Task Statement_WhileMoneyMoves_IsOneSnapshot()
    {
        var wallet = await cluster.NewWalletAsync(1_000);
        var moving = Task.WhenAll(Enumerable.Range(0, 200).Select(_ => cluster.Wallet(wallet).DebitAsync(new Debit(Money.Rupiah(1), OperationNamed.Anew()))));

        do
        {
            var statement = (await cluster.Transactions.GetStatementAsync(new StatementQuery(wallet, Begin, End, new PageRequest(1_000, null)))).Value!;
            Assert.Equal(statement.ClosingBalance.Units, statement.OpeningBalance.Units + statement.Entries.Items.Sum(static entry => entry.Amount.Units));
        }
        while (!moving.IsCompleted);

        await moving;
    }

    [Fact]
    public async Task Statement_OfNobodyOrOfNoTime_IsRefused()
    {
        var wallet = await cluster.NewWalletAsync();
        var page = new PageRequest(10, null);

        Assert.Equal(WalletErrors.NotFound, (await cluster.Transactions.GetStatementAsync(new StatementQuery(GrainCluster.NewId(), Begin, End, page))).Error);
        Assert.Equal("validation_failed", (await cluster.Transactions.GetStatementAsync(new StatementQuery(wallet, End, End, page))).Error?.Code);
        Assert.Equal("validation_failed", (await cluster.Transactions.GetStatementAsync(new StatementQuery(wallet, End, Begin, page))).Error?.Code);
        Assert.Empty((await StatementAsync(wallet, Begin, End)).Entries);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    public async Task Statement_CursorThatIsNone_IsRefused(string cursor)
    {
        var wallet = await cluster.NewWalletAsync();

        var statement = await cluster.Transactions.GetStatementAsync(new StatementQuery(wallet, Begin, End, new PageRequest(10, cursor)));

        Assert.Equal(PageErrors.CursorInvalid, statement.Error);
    }

    [Fact]
    public async Task List_OfAnAccount_IsNewestFirstAndEachOnce()
    {
        var (wallet, other) = await BusyWalletAsync();

        var (mine, theirs) = (await ListAsync(wallet), await ListAsync(other));

        var sequence = (await StatementAsync(wallet, Begin, End)).Entries.Select(static entry => entry.TransactionId);
        Assert.Equal(sequence.Reverse(), mine.Select(static transaction => transaction.Id));
        Assert.Equal(mine.Where(static transaction => transaction.Kind == TransactionKind.Transfer), theirs);
        Assert.All(mine, transaction => Assert.Contains(wallet, new[] { transaction.SenderId, transaction.ReceiverId }));
    }

    [Fact]
    public async Task List_OfAll_HasEveryTransactionOnceNewestFirst()
    {
        var (wallet, _) = await BusyWalletAsync();

        var all = await ListAsync(null);

        Assert.Equal(all.Length, all.Select(static transaction => transaction.Id).Distinct().Count());
        Assert.Equal(all.Select(static transaction => transaction.CreatedAt).OrderDescending(), all.Select(static transaction => transaction.CreatedAt));
        Assert.Subset(all.ToHashSet(), (await ListAsync(wallet)).ToHashSet());
        Assert.Equal(await cluster.Database.ScalarAsync<long>("select count(*) from ledger_transfer"), all.Length);
    }

    [Fact]
    public async Task List_OfNobody_IsEmptyAndABadCursorIsRefused()
    {
        Assert.Empty(await ListAsync(GrainCluster.NewId()));
        Assert.Equal(PageErrors.CursorInvalid, (await cluster.Transactions.ListAsync(null, new PageRequest(10, "nonsense"))).Error);
        Assert.Equal(PageErrors.CursorInvalid, (await cluster.Transactions.ListAsync(GrainCluster.NewId(), new PageRequest(10, "nonsense"))).Error);
    }

    [Fact]
    public async Task Get_ATransaction_IsTheOneThatTheCommandAnswered()
    {
        var (wallet, other) = (await cluster.NewWalletAsync(100), await cluster.NewWalletAsync());
        var made = (await cluster.Wallet(wallet).TransferAsync(new Transfer(other, Money.Rupiah(10), "makan 🍜", OperationNamed.Anew()))).Value?.Transaction;

        var found = await cluster.Transactions.GetAsync(made?.Id ?? "");

        Assert.Equal(made, found.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("0198c5a0-0000-7000-8000-000000000001")]
    public async Task Get_NoTransaction_IsNotFound(string id) =>
        Assert.Equal(WalletErrors.TransactionNotFound, (await cluster.Transactions.GetAsync(id)).Error);

    [Fact]
    public async Task Summarize_AnAccount_AddsUpItsStatement()
    {
        var (wallet, _) = await BusyWalletAsync();
        var entries = (await StatementAsync(wallet, Begin, End)).Entries;

        var summary = (await cluster.Transactions.SummarizeAsync(wallet)).Value;

        Assert.Equal(
            new TransactionSummary(
                wallet, entries.Length, Money.Rupiah(-entries.Where(static entry => entry.Amount.Units < 0).Sum(static entry => entry.Amount.Units)),
                Money.Rupiah(entries.Where(static entry => entry.Amount.Units > 0).Sum(static entry => entry.Amount.Units)), entries[^1].CreatedAt),
            summary);
    }

    [Fact]
    public async Task Summarize_EmptyWalletOrNobody_IsZeroOrNotFound()
    {
        var wallet = await cluster.NewWalletAsync();

        Assert.Equal(new TransactionSummary(wallet, 0, Money.Rupiah(0), Money.Rupiah(0), null), (await cluster.Transactions.SummarizeAsync(wallet)).Value);
        Assert.Equal(WalletErrors.NotFound, (await cluster.Transactions.SummarizeAsync(GrainCluster.NewId())).Error);
    }

    [Fact]
    public async Task GetBalances_OfSome_LeavesOutWhoHasNoWallet()
    {
        var (a, b, closed) = (await cluster.NewWalletAsync(5), await cluster.NewWalletAsync(), await cluster.NewWalletAsync());
        await cluster.Wallet(closed).CloseAsync();

        var balances = await cluster.Transactions.GetBalancesAsync(new AccountIds([a, GrainCluster.NewId(), b, closed, "nonsense"]));

        Assert.Equal(
            new[] { new WalletBalance(a, Money.Rupiah(5), Money.Rupiah(5)), new WalletBalance(b, Money.Rupiah(0), Money.Rupiah(0)) }.ToHashSet(), balances.Balances.ToHashSet());
    }

    [Fact]
    public async Task GetBalances_OfMoreThanAPage_IsRefused() => await Assert.ThrowsAsync<ArgumentException>(() =>
        cluster.Transactions.GetBalancesAsync(new AccountIds([.. Enumerable.Repeat("x", PageRequest.MaxLimit + 1)])));

    /// <summary>A wallet with twelve entries of all kinds, three of them to the other.</summary>
    private async Task<(string Wallet, string Other)> BusyWalletAsync()
    {
        var (wallet, other) = (await cluster.NewWalletAsync(), await cluster.NewWalletAsync());
        for (var i = 1; i <= 3; i++)
        {
            var grain = cluster.Wallet(wallet);
            Assert.True((await grain.TopUpAsync(new TopUp(Money.Rupiah(100 * i), OperationNamed.Anew()))).IsSuccess);
            Assert.True((await grain.TransferAsync(new Transfer(other, Money.Rupiah(10 * i), "makan", OperationNamed.Anew()))).IsSuccess);
            Assert.True((await grain.DebitAsync(new Debit(Money.Rupiah(5 * i), OperationNamed.Anew()))).IsSuccess);
            Assert.True((await grain.CreditAsync(new Credit(Money.Rupiah(i), OperationNamed.Anew()))).IsSuccess);
        }

        return (wallet, other);
    }

    private async Task<(Money Opening, Money Closing, ImmutableArray<StatementEntry> Entries)> StatementAsync(string wallet, DateTimeOffset from, DateTimeOffset to)
    {
        var entries = ImmutableArray.CreateBuilder<StatementEntry>();
        Statement page;
        string? cursor = null;
        do
        {
            page = (await cluster.Transactions.GetStatementAsync(new StatementQuery(wallet, from, to, new PageRequest(5, cursor)))).Value!;
            Assert.True(page.Entries.Items.Length <= 5);
            entries.AddRange(page.Entries.Items);
            cursor = page.Entries.NextCursor;
        }
        while (cursor is not null);

        return (page.OpeningBalance, page.ClosingBalance, entries.ToImmutable());
    }

    private async Task<ImmutableArray<Transaction>> ListAsync(string? wallet)
    {
        var all = ImmutableArray.CreateBuilder<Transaction>();
        string? cursor = null;
        do
        {
            var page = (await cluster.Transactions.ListAsync(wallet, new PageRequest(5, cursor))).Value!;
            Assert.True(page.Items.Length <= 5);
            all.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        return all.ToImmutable();
    }
}
