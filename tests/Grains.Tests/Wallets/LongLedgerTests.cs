using Nusaloka.Grains.State;
using Nusaloka.Grains.Statements;
using Nusaloka.Grains.Wallets;
using Nusaloka.Statements;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Wallets;

/// <summary>A shop's wallet with very many entries: reading a page, a statement or the totals must not read them all.</summary>
public sealed class LongLedgerTests(LongLedger ledger) : IClassFixture<LongLedger>
{
    private const long FewRows = 1_000;

    [Theory]
    [InlineData(null)]
    [InlineData(19_000)]
    [InlineData(100)]
    public async Task ListOfAccount_APage_ReadsFewRows(int? before)
    {
        var cursor = before is { } sequence ? new Cursor(LongLedger.Begin, LongLedger.TransferId(sequence)) : null;

        var read = await ledger.RowsReadAsync(async connection =>
        {
            var page = await TransactionQueries.ListOfAccountAsync(connection, LongLedger.Shop, cursor, 20, default);
            var newest = (before ?? LongLedger.Entries + 1) - 1;
            Assert.Equal(Enumerable.Range(0, 20).Select(i => LongLedger.TransferId(newest - i)), page.Select(static one => one.Id));
        });

        Assert.InRange(read, 20, FewRows);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(19_901)]
    [InlineData(19_900)]
    [InlineData(150)]
    public async Task ListAll_APage_ReadsFewRows(int? before)
    {
        // More would be looked up faster by reading a table that is as short as this one.
        const int Page = 20;
        var cursor = before is { } sequence ? new Cursor(LongLedger.TimeOf(sequence), LongLedger.TransferId(sequence)) : null;

        var read = await ledger.RowsReadAsync(async connection =>
        {
            var page = await TransactionQueries.ListAllAsync(connection, cursor, Page, default);
            var newest = (before ?? LongLedger.Entries + 1) - 1;
            Assert.Equal(Enumerable.Range(0, Page).Select(i => LongLedger.TransferId(newest - i)), page.Select(static one => one.Id));
        });

        Assert.InRange(read, Page, FewRows);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(9_990, 10_000)]
    [InlineData(19_990, 20_000)]
    [InlineData(10_000, 10_000)]
    public async Task Statement_APartOfALongHistory_ReadsFewRows(int after, int last)
    {
        var query = new StatementQuery(
            LongLedger.Shop, LongLedger.TimeOf(after + 1), LongLedger.TimeOf(last + 1), 20, null);

        var read = await ledger.RowsReadAsync(async connection =>
        {
            var statement = await StatementQueries.ReadAsync(connection, query, null, default);
            Assert.Equal((after, last), (statement?.OpeningBalance.Units, statement?.ClosingBalance.Units));
            Assert.Equal(
                Enumerable.Range(after + 1, last - after).Select(static i => (long)i),
                statement?.Entries.Items.Select(static entry => entry.Sequence));
        });

        Assert.InRange(read, 1, FewRows);
    }

    [Fact]
    public async Task Summarize_ALongHistory_ReadsFewRows()
    {
        var read = await ledger.RowsReadAsync(async connection => Assert.Equal(
            new TransactionSummary(
                LongLedger.Shop, LongLedger.Entries, Money.Rupiah(0), Money.Rupiah(LongLedger.Entries), LongLedger.TimeOf(LongLedger.Entries)),
            await TransactionQueries.SummarizeAsync(connection, LongLedger.Shop, default)));

        Assert.InRange(read, 1, FewRows);
    }
}
