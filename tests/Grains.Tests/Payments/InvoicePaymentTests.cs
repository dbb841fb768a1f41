using Npgsql;
using Nusaloka.Grains.Payments;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Grains.Tests.Invoices;
using Nusaloka.Invoices;
using Nusaloka.Payments;
using Nusaloka.Testing;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Payments;

/// <summary>What is paid for an invoice is ours, and goes back when the invoice cannot be paid any more.</summary>
public sealed class InvoicePaymentTests(PaymentCluster payments) : IClassFixture<PaymentCluster>, IAsyncLifetime
{
    private const string Fees = "system:fees";
    private const string Escrow = "system:booking_escrow";

    private GrainCluster Cluster => payments.Cluster;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => LedgerInvariants.AssertAsync(payments.Database);

    [Theory]
    [InlineData("sandbox")]
    [InlineData(PaymentMethod.Wallet)]
    public async Task Paid_IsOurs_AndIsRefundedFromThere(string method)
    {
        var (customer, invoice) = await OpenInvoiceAsync();
        var (fees, escrow) = (await payments.BalanceAsync(Fees), await payments.BalanceAsync(Escrow));
        var total = invoice.Total.Units;

        var id = await PayAsync(customer, invoice, method);
        await Eventually.EqualAsync("a paid invoice", InvoiceStatus.Paid, async () => (await Cluster.Invoice(invoice.Id).GetAsync()).Value!.Status);
        Assert.Equal((fees + total, escrow), (await payments.BalanceAsync(Fees), await payments.BalanceAsync(Escrow)));
        var refund = await payments.Payment(id).RefundAsync(new RefundPayment(Money.Rupiah(10_000), "hujan", "k", "f") { By = "petugas" });

        Assert.Equal((RefundStatus.Succeeded, "petugas"), (refund.Value?.Refund.Status, refund.Value?.Refund.By));
        Assert.Equal((fees + total - 10_000, escrow), (await payments.BalanceAsync(Fees), await payments.BalanceAsync(Escrow)));
        Assert.Equal(0L, await payments.Database.ScalarAsync<long>("select count(*) from payment_quarantine where payment_id = $1", id.ToString()));
    }

    [Fact]
    public async Task PaidTwice_TheSecondGoesBack()
    {
        var (customer, invoice) = await OpenInvoiceAsync();
        var fees = await payments.BalanceAsync(Fees);
        var second = await CreateAsync(customer, invoice, PaymentMethod.Wallet);
        await PayAsync(customer, invoice, PaymentMethod.Wallet);
        await Eventually.EqualAsync("a paid invoice", InvoiceStatus.Paid, async () => (await Cluster.Invoice(invoice.Id).GetAsync()).Value!.Status);

        Assert.True((await payments.Payment(second).ConfirmAsync(new ConfirmPayment(null))).IsSuccess);

        await Eventually.EqualAsync("the refund", RefundStatus.Succeeded, async () => (await payments.GetAsync(second)).Refunds is [var refund] ? refund.Status : RefundStatus.Pending);
        Assert.Equal(fees + invoice.Total.Units, await payments.BalanceAsync(Fees));
    }

    [Theory]
    [InlineData(DisputeStatus.Won, DisputeFunds.Reinstated)]
    [InlineData(DisputeStatus.Lost, DisputeFunds.Withdrawn)]
    public async Task PaidForAClosedInvoiceAndDisputed_WaitsForOfficersAndTheBank(DisputeStatus end, object funds)
    {
        var (customer, invoice) = await OpenInvoiceAsync();
        var id = await CreateAsync(customer, invoice, "sandbox");
        Assert.True((await Cluster.Invoice(invoice.Id).VoidAsync()).IsSuccess);
        // Whoever hears that it was paid waits until the bank has asked for it, too.
        await using (var connection = await payments.Database.DataSource.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using (var block = new NpgsqlCommand("lock table invoice in access exclusive mode", connection, transaction))
                await block.ExecuteNonQueryAsync();
            Assert.True((await payments.Payment(id).ConfirmAsync(new ConfirmPayment(null))).IsSuccess);
            await DisputeAsync(id, DisputeStatus.NeedsResponse, DisputeFunds.Withdrawn, invoice.Total.Units);
        }

        await Cluster.NothingIsLeftToTellAsync();
        await Cluster.TellAsync(new PaymentSucceeded(id.ToString(), customer, "booking", invoice.Id, invoice.Total, "sandbox", payments.Time.GetUtcNow()), version: 101);
        await Cluster.NothingIsLeftToTellAsync();

        Assert.Equal(0L, await payments.Database.ScalarAsync<long>("select count(*) from outbox_dead_letter where source_id = $1", id.ToString()));
        var entry = Assert.Single((await payments.Queries.ListQuarantineAsync(true, new PageRequest(100, null))).Value!.Items, one => one.PaymentId == id.ToString());
        Assert.Equal(("refund_undeliverable", invoice.Total.Units), (entry.Reason, entry.ReportedUnits));
        var decision = new ResolveQuarantine(entry.Id, QuarantineResolution.Refund, "petugas", "tagihan ditutup");
        Assert.Equal(PaymentErrors.Disputed, (await payments.Payment(id).ResolveQuarantineAsync(decision)).Error);

        await DisputeAsync(id, end, (DisputeFunds)funds, invoice.Total.Units);
        var resolved = await payments.Payment(id).ResolveQuarantineAsync(decision);

        Assert.Equal(end == DisputeStatus.Won ? null : "quarantine_not_refundable", resolved.Error?.Code);
        Assert.Equal(
            end == DisputeStatus.Won ? [(RefundStatus.Succeeded, invoice.Total)] : [],
            (await payments.GetAsync(id)).Refunds.Select(static refund => (refund.Status, refund.Amount)));
    }

    [Fact]
    public async Task Create_WhatDoesNotFitTheInvoice_IsRefused()
    {
        var (customer, invoice) = await OpenInvoiceAsync();

        Assert.Equal("invoice_payment_misfit", (await TryAsync(customer, invoice.Id, invoice.Total.Units - 1)).Error?.Code);
        Assert.Equal(
            "invoice_payment_misfit",
            (await payments.Payment(PaymentCluster.NewId()).CreateAsync(
                Command(customer, invoice.Id, invoice.Total.Units, "sandbox") with { CaptureMode = CaptureMode.Manual })).Error?.Code);
        Assert.Equal(InvoiceErrors.NotFound, (await TryAsync(await Cluster.NewCustomerAsync(), invoice.Id, invoice.Total.Units)).Error);
        Assert.True((await Cluster.Invoice(invoice.Id).VoidAsync()).IsSuccess);
        Assert.Equal(InvoiceErrors.StatusForbids, (await TryAsync(customer, invoice.Id, invoice.Total.Units)).Error);
    }

    private async Task DisputeAsync(Guid id, DisputeStatus status, DisputeFunds funds, long units)
    {
        await payments.SendAsync($"{id}-{status}", new GatewayEvent(
            GatewayEventKind.Dispute, id, Dispute: payments.Gateway.Dispute(id, status, funds, units)));
        await Eventually.EqualAsync("the dispute", status, async () => (await payments.GetAsync(id)).Disputes is [var dispute] ? dispute.Status : null as DisputeStatus?);
    }

    private async Task<(string Customer, Invoice Invoice)> OpenInvoiceAsync()
    {
        var customer = await Cluster.NewCustomerAsync();
        await Cluster.Wallet(customer).OpenAsync();
        Assert.True((await Cluster.Wallet(customer).TopUpAsync(new TopUp(Money.Rupiah(1_000_000), OperationNamed.Anew()))).IsSuccess);
        return (customer, (await Cluster.Invoice((await Cluster.DraftedAsync(customer)).Id).FinalizeAsync()).Value!);
    }

    private async Task<Guid> PayAsync(string customer, Invoice invoice, string method)
    {
        var id = await CreateAsync(customer, invoice, method);
        Assert.True((await payments.Payment(id).ConfirmAsync(new ConfirmPayment(null))).IsSuccess);
        return id;
    }

    private async Task<Guid> CreateAsync(string customer, Invoice invoice, string method)
    {
        var id = PaymentCluster.NewId();
        Assert.True((await payments.Payment(id).CreateAsync(Command(customer, invoice.Id, invoice.Total.Units, method))).IsSuccess);
        return id;
    }

    private Task<Result<PaymentResult>> TryAsync(string customer, string invoiceId, long units) =>
        payments.Payment(PaymentCluster.NewId()).CreateAsync(Command(customer, invoiceId, units, PaymentMethod.Wallet));

    private static CreatePayment Command(string customer, string invoiceId, long units, string method) => new(
        customer, PaymentPurpose.Booking, invoiceId, Money.Rupiah(units), CaptureMode.Automatic, new PaymentSource(method, null, null, null), "f");
}
