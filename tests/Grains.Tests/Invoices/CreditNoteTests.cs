using Dapper;
using Nusaloka.Grains.Invoices;
using Nusaloka.Grains.Payments;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Invoices;

namespace Nusaloka.Grains.Tests.Invoices;

/// <summary>Refunds of invoiced payments leave credit notes.</summary>
public sealed class CreditNoteTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private static readonly DateTimeOffset At = new(2026, 5, 1, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Refunds_InParts_GiveBackAllOfTheTaxAndNoMore()
    {
        var payment = await PaidAsync(500_000);
        long[] parts = [33_333, 100_001, 1, 366_665];

        for (var i = 0; i < parts.Length; i++)
            await cluster.TellAsync(Refund(payment, $"r{i}", parts[i]), i + 2);
        await cluster.NothingIsLeftToTellAsync();

        var (invoice, notes) = (await InvoiceAsync(payment), await NotesAsync(payment));
        Assert.Equal(parts, notes.Select(static note => note.Total.Units));
        Assert.Equal((invoice.Net, invoice.Tax), (Sum(notes, static note => note.Net), Sum(notes, static note => note.Tax)));
        Assert.Equal(3_303, notes[0].Tax.Units);
        Assert.All(notes, note =>
        {
            Assert.Equal((invoice.Id, invoice.Number, invoice.CustomerId, invoice.CustomerName, invoice.Seller), (note.InvoiceId, note.InvoiceNumber, note.CustomerId, note.CustomerName, note.Seller));
            Assert.Equal((CreditNoteStatus.Issued, "batal"), (note.Status, note.Reason));
            Assert.Matches(@"^CN-\d{4}-\d{6}$", note.Number);
        });
        await cluster.Database.AssertGaplessAsync();
    }

    [Fact]
    public async Task Refund_ToldAgainAndAgainOrMany_LeavesOneNoteEachWithoutGaps()
    {
        var payment = await PaidAsync(100_000);
        var grain = cluster.Invoice((await InvoiceAsync(payment)).Id);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => grain.CreditAsync(new CreditInvoice($"{payment.PaymentId}-{i % 10}", Money.Rupiah(7_000), ""))));

        var notes = await NotesAsync(payment);
        Assert.Equal((10, 70_000), (notes.Count, Sum(notes, static note => note.Total).Units));
        await cluster.Database.AssertGaplessAsync();
    }

    [Fact]
    public async Task Refund_ThatComesBack_VoidsItsNoteAndCanBeGivenAgain()
    {
        var payment = await PaidAsync(100_000);
        await cluster.TellAsync(Refund(payment, "r1", 100_000), 2);
        await cluster.TellAsync(Refund(payment, "r1", 100_000) with { FailureCode = "account_closed" }, 3);
        await cluster.TellAsync(Refund(payment, "r2", 100_000), 4);
        await cluster.TellAsync(Refund(payment, "r3", 5_000) with { FailureCode = "not_refundable" }, 5);
        await cluster.NothingIsLeftToTellAsync();

        var notes = await NotesAsync(payment);

        Assert.Equal(
            [("r1", CreditNoteStatus.Void), ("r2", CreditNoteStatus.Issued)],
            notes.Select(note => (note.RefundId.Split('/')[1], note.Status)).OrderBy(static note => note.Item1));
        Assert.NotNull(notes.Single(static note => note.Status == CreditNoteStatus.Void).VoidedAt);
    }

    [Fact]
    public async Task Refund_OfMoneyThatWasNeverThePayments_LeavesNone()
    {
        var payment = await PaidAsync(100_000);

        await cluster.TellAsync(Refund(payment, "late", 100_000) with { IsOfCaptured = false }, 2);
        await cluster.NothingIsLeftToTellAsync();

        Assert.Empty(await NotesAsync(payment));
    }

    [Theory]
    [InlineData("update credit_note set net = net + 1")]
    [InlineData("update credit_note set number = number + 1")]
    [InlineData("update credit_note set refund_id = 'x'")]
    [InlineData("update credit_note set status = 'void', voided_at = now(), tax = 0")]
    [InlineData("delete from credit_note")]
    [InlineData("truncate credit_note")]
    public async Task Table_WhatIsIssued_CannotBeChanged(string change)
    {
        var payment = await PaidAsync(100_000);
        Assert.True((await cluster.Invoice((await InvoiceAsync(payment)).Id).CreditAsync(new CreditInvoice($"{payment.PaymentId}/r", Money.Rupiah(1_000), ""))).IsSuccess);

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => cluster.Database.ExecuteAsync(change));
    }

    [Fact]
    public async Task Credit_MoreThanTheInvoice_IsRefusedByTheTable()
    {
        var payment = await PaidAsync(100_000);
        var grain = cluster.Invoice((await InvoiceAsync(payment)).Id);
        await grain.CreditAsync(new CreditInvoice($"{payment.PaymentId}/r", Money.Rupiah(60_000), ""));

        await Assert.ThrowsAnyAsync<Exception>(() => grain.CreditAsync(new CreditInvoice($"{payment.PaymentId}/s", Money.Rupiah(40_001), "")));

        Assert.Single(await NotesAsync(payment));
        await cluster.Database.AssertGaplessAsync();
    }

    [Fact]
    public async Task List_ARareStatus_ReadsItsIndex()
    {
        await cluster.Database.ExecuteAsync("""
            set session_replication_role = replica;
            insert into invoice (id, status, series, number, customer_id, customer_name, seller, lines, net, tax, version, created_at, finalized_at, closed_at)
            select gen_random_uuid(), case when i % 5000 = 0 then 'open' else 'paid' end, 'PLAN', i, 'c' || i, '', '', '[]', 1, 0, 1,
                   now() - i * interval '1 second', now(), case when i % 5000 <> 0 then now() end
            from generate_series(1, 20000) i;
            set session_replication_role = origin;
            analyze invoice
            """);
        await using var connection = await cluster.Database.DataSource.OpenConnectionAsync();
        var list = InvoiceStore.List(
            new InvoiceQuery(null, InvoiceStatus.Open, WithDrafts: true, new PageRequest(20, null)), before: null, 21, CancellationToken.None, prefix: "explain (analyze)");

        var plan = string.Join('\n', await connection.QueryAsync<string>(list));

        Assert.Contains("invoice_of_status", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Rows Removed", plan, StringComparison.Ordinal);
        await cluster.Database.ExecuteAsync("set session_replication_role = replica; delete from invoice where series = 'PLAN'; set session_replication_role = origin");
    }

    private async Task<PaymentSucceeded> PaidAsync(long amount)
    {
        var payment = new PaymentSucceeded(GrainCluster.NewId(), await cluster.NewCustomerAsync(), "booking", "b", Money.Rupiah(amount), "sandbox", At);
        await cluster.TellAsync(payment);
        await cluster.NothingIsLeftToTellAsync();
        return payment;
    }

    private async Task<Invoice> InvoiceAsync(PaymentSucceeded payment) =>
        (await cluster.Invoice(PaidPaymentHandler.InvoiceIdOf(payment.PaymentId)).GetAsync()).Value ?? throw new InvalidOperationException("There is no invoice.");

    private async Task<IReadOnlyList<CreditNote>> NotesAsync(PaymentSucceeded payment) =>
        (await cluster.Invoice(PaidPaymentHandler.InvoiceIdOf(payment.PaymentId)).GetCreditNotesAsync()).Value!.Items;

    private static RefundEnded Refund(PaymentSucceeded payment, string name, long amount) =>
        new(payment.PaymentId, $"{payment.PaymentId}/{name}", payment.PayerId, Money.Rupiah(amount), null, At, Reason: "batal");

    private static Money Sum(IEnumerable<CreditNote> notes, Func<CreditNote, Money> of) => notes.Select(of).Aggregate(Money.Rupiah(0), static (sum, one) => sum + one);
}
