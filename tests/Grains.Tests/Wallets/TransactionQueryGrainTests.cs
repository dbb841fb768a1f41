using System.Collections.Immutable;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Wallets;

/// <summary>What the ledger tells: transactions, summaries, balances.</summary>
public sealed class TransactionQueryGrainTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task List_OfAnAccount_IsNewestFirstAndEachOnce()
    {
        var (wallet, other) = await cluster.BusyWalletAsync();

        var (mine, theirs) = (await ListAsync(wallet), await ListAsync(other));

        var sequence = (await cluster.StatementAsync(wallet)).Entries.Select(static entry => entry.TransactionId);
        Assert.Equal(sequence.Reverse(), mine.Select(static transaction => transaction.Id));
        Assert.Equal(mine.Where(static transaction => transaction.Kind == TransactionKind.Transfer), theirs);
        Assert.All(mine, transaction => Assert.Contains(wallet, new[] { transaction.SenderId, transaction.ReceiverId }));
    }

    [Fact]
    public async Task List_OfAll_HasEveryTransactionOnceNewestFirst()
    {
        var (wallet, _) = await cluster.BusyWalletAsync();

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
        var (wallet, _) = await cluster.BusyWalletAsync();
        var entries = (await cluster.StatementAsync(wallet)).Entries;

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
