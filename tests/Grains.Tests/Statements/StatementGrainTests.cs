using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Statements;
using Nusaloka.Testing;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Statements;

/// <summary>Statements of wallets that are in use. What holds for any history is in <see cref="StatementPropertyTests"/>.</summary>
public sealed class StatementGrainTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private static DateTimeOffset Begin => BusyWallets.Begin;

    private static DateTimeOffset End => BusyWallets.End;

    [Fact]
    public async Task Read_OverAnyTime_OpeningPlusEntriesIsClosing()
    {
        var (wallet, _) = await cluster.BusyWalletAsync();
        var all = await cluster.StatementAsync(wallet);
        var times = all.Entries.Select(static entry => entry.CreatedAt).Prepend(Begin).Append(End).ToArray();

        foreach (var from in times)
        {
            foreach (var to in times.Where(to => to > from))
            {
                var part = await cluster.StatementAsync(wallet, from, to);
                Assert.Equal(part.Closing.Units, part.Opening.Units + part.Entries.Sum(static entry => entry.Amount.Units));
                Assert.Equal(all.Entries.Where(entry => entry.CreatedAt >= from && entry.CreatedAt < to), part.Entries);
            }
        }

        Assert.Equal((0, await cluster.BalanceAsync(wallet)), (all.Opening.Units, all.Closing.Units));
    }

    [Fact]
    public async Task Read_AllPages_NumbersEntriesWithoutGapsAndRunsTheBalance()
    {
        var (wallet, other) = await cluster.BusyWalletAsync();

        var entries = (await cluster.StatementAsync(wallet)).Entries;

        Assert.Equal(Enumerable.Range(1, 12).Select(static i => (long)i), entries.Select(static entry => entry.Sequence));
        var balance = 0L;
        Assert.All(entries, entry => Assert.Equal(balance += entry.Amount.Units, entry.BalanceAfter.Units));
        Assert.Equal([other], entries.Select(static entry => entry.CounterpartyId).OfType<string>().Distinct());
        Assert.Equal([TransactionKind.Transfer, TransactionKind.TopUp, TransactionKind.Debit, TransactionKind.Credit], entries.Select(static entry => entry.Kind).Distinct().Order());
        Assert.All(entries, static entry => Assert.Equal(entry.Kind == TransactionKind.Transfer ? "makan" : "", entry.Description));
    }

    [Fact]
    public async Task Read_WhileMoneyMoves_IsOneSnapshot()
    {
        var wallet = await cluster.NewWalletAsync(1_000);
        var moving = Task.WhenAll(Enumerable.Range(0, 200).Select(_ => cluster.Wallet(wallet).DebitAsync(new Debit(Money.Rupiah(1), OperationNamed.Anew()))));

        do
        {
            var statement = (await cluster.Statements().ReadAsync(new StatementQuery(wallet, Begin, End, StatementQuery.MaxLimit, null))).Value!;
            Assert.Equal(statement.ClosingBalance.Units, statement.OpeningBalance.Units + statement.Entries.Items.Sum(static entry => entry.Amount.Units));
        }
        while (!moving.IsCompleted);

        await moving;
    }

    [Fact]
    public async Task Read_WhatIsWrittenBetweenItsPages_IsOnNone()
    {
        var wallet = await cluster.NewWalletAsync(1_000);
        await DebitAsync(wallet, 4);

        var first = (await cluster.Statements().ReadAsync(new StatementQuery(wallet, Begin, End, 2, null))).Value!;
        var sequences = first.Entries.Items.Select(static entry => entry.Sequence).ToList();
        for (var page = first; page.Entries.NextCursor is { } cursor;)
        {
            await DebitAsync(wallet, 2);
            page = (await cluster.Statements().ReadAsync(new StatementQuery(wallet, Begin, End, 2, cursor))).Value!;
            Assert.Equal(
                (first.OpeningBalance, first.ClosingBalance, first.EntryCount), (page.OpeningBalance, page.ClosingBalance, page.EntryCount));
            sequences.AddRange(page.Entries.Items.Select(static entry => entry.Sequence));
        }

        Assert.Equal([1, 2, 3, 4, 5], sequences);
        Assert.False(first.IsFinal);
    }

    [Fact]
    public async Task Read_AKindThatThisProcessDoesNotKnow_IsShown()
    {
        var wallet = GrainCluster.NewId();
        await cluster.Database.WriteHistoryAsync(wallet, [new WrittenLine(Begin.AddDays(1), 700, "baru", 777)]);

        var entry = Assert.Single((await cluster.StatementAsync(wallet)).Entries);

        Assert.Equal((777, 700, "baru"), ((int)entry.Kind, entry.Amount.Units, entry.Description));
    }

    [Fact]
    public async Task Read_OfNobodyOrOfNoTime_IsRefused()
    {
        var wallet = await cluster.NewWalletAsync();

        Assert.Equal(WalletErrors.NotFound.Code, await ErrorOfAsync(new StatementQuery(GrainCluster.NewId(), Begin, End, 10, null)));
        Assert.Equal("validation_failed", await ErrorOfAsync(new StatementQuery(wallet, End, End, 10, null)));
        Assert.Equal("validation_failed", await ErrorOfAsync(new StatementQuery(wallet, End, Begin, 10, null)));
        Assert.Empty((await cluster.StatementAsync(wallet)).Entries);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(StatementQuery.MaxLimit + 1)]
    public async Task Read_MoreThanAPage_IsRefused(int limit) =>
        Assert.Equal("validation_failed", await ErrorOfAsync(new StatementQuery(await cluster.NewWalletAsync(), Begin, End, limit, null)));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("1")]
    [InlineData("-")]
    [InlineData("-1-2")]
    [InlineData("1-2-3")]
    [InlineData("1.5-2")]
    [InlineData("1-99999999999999999999")]
    public async Task Read_CursorThatIsNone_IsRefused(string cursor) => Assert.Equal(
        PageErrors.CursorInvalid.Code, await ErrorOfAsync(new StatementQuery(await cluster.NewWalletAsync(), Begin, End, 10, cursor)));

    [Theory]
    [InlineData("0-0")]
    [InlineData("9-5")]
    [InlineData("0-9223372036854775807")]
    [InlineData("9223372036854775807-9223372036854775807")]
    public async Task Read_CursorThatWasChanged_StillAddsUp(string cursor)
    {
        var (wallet, _) = await cluster.BusyWalletAsync();

        var page = (await cluster.Statements().ReadAsync(new StatementQuery(wallet, Begin, End, 100, cursor))).Value!;

        Assert.Equal(0, page.OpeningBalance.Units);
        Assert.InRange(page.EntryCount, 0, 12);
        Assert.All(page.Entries.Items, entry => Assert.InRange(entry.Sequence, 1, page.EntryCount));
    }

    private async Task<string?> ErrorOfAsync(StatementQuery query) => (await cluster.Statements().ReadAsync(query)).Error?.Code;

    private async Task DebitAsync(string wallet, int times)
    {
        for (var i = 0; i < times; i++)
            Assert.True((await cluster.Wallet(wallet).DebitAsync(new Debit(Money.Rupiah(1), OperationNamed.Anew()))).IsSuccess);
    }
}
