using Nusaloka.Grains.Invoices;
using Nusaloka.Grains.Payments;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Invoices;

namespace Nusaloka.Grains.Tests.Invoices;

/// <summary>Payments that succeed leave invoices.</summary>
public sealed class PaidPaymentTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private static readonly DateTimeOffset At = new(2026, 5, 1, 3, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("booking", "Pemesanan 0199a0c3", 450_450, 49_550, 1_100)]
    [InlineData("top_up", "Isi saldo dompet", 500_000, 0, 0)]
    [InlineData("donation", "Pembayaran 0199a0c3", 450_450, 49_550, 1_100)]
    public async Task Succeeded_APayment_LeavesAPaidInvoice(string purpose, string description, long net, long tax, int rate)
    {
        var payment = Payment(await cluster.NewCustomerAsync(), purpose, "0199a0c3", 500_000);

        await cluster.TellAsync(payment);
        await cluster.NothingIsLeftToTellAsync();

        var invoice = await InvoiceOfAsync(payment);
        Assert.Equal((InvoiceStatus.Paid, payment.PaymentId, payment.PayerId, "Siti Aminah"), (invoice.Status, invoice.PaymentId, invoice.CustomerId, invoice.CustomerName));
        Assert.Equal(new InvoiceLine(description, 1, Money.Rupiah(net), Money.Rupiah(net), rate, Money.Rupiah(tax)), Assert.Single(invoice.Lines));
        Assert.Equal(payment.Amount, invoice.Total);
        Assert.Matches(@"^INV-\d{4}-\d{6}$", invoice.Number);
    }

    [Fact]
    public async Task Succeeded_ToldAgainAndAgain_LeavesOneInvoice()
    {
        var payment = Payment(await cluster.NewCustomerAsync(), "booking", "0199a0c4", 70_000);
        var failed = cluster.Calls.FailFirst(nameof(IInvoiceGrain.IssueAsync), PaidPaymentHandler.InvoiceIdOf(payment.PaymentId));

        for (var version = 1; version <= 5; version++)
            await cluster.TellAsync(payment, version);
        await cluster.NothingIsLeftToTellAsync();

        Assert.Equal(1, failed());
        Assert.Equal(1L, await cluster.Database.ScalarAsync<long>("select count(*) from invoice where customer_id = $1", payment.PayerId));
        Assert.Equal(InvoiceStatus.Paid, (await InvoiceOfAsync(payment)).Status);
        await cluster.Database.AssertGaplessAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Succeeded_AfterADeathHalfWay_IsGoneOnWith(bool isFinal)
    {
        var payment = Payment(await cluster.NewCustomerAsync(), "booking", "0199a0c5", 70_000);
        var grain = cluster.Invoice(PaidPaymentHandler.InvoiceIdOf(payment.PaymentId));
        await grain.DraftAsync(Invoicing.DraftFor(payment.PayerId));
        if (isFinal)
            await grain.FinalizeAsync();

        await cluster.TellAsync(payment);
        await cluster.NothingIsLeftToTellAsync();

        Assert.Equal((InvoiceStatus.Paid, payment.PaymentId), ((await InvoiceOfAsync(payment)).Status, (await InvoiceOfAsync(payment)).PaymentId));
        await cluster.Database.AssertGaplessAsync();
    }

    [Fact]
    public async Task Succeeded_ForAnOpenInvoice_PaysThatOne()
    {
        var customer = await cluster.NewCustomerAsync();
        var open = (await cluster.Invoice((await cluster.DraftedAsync(customer)).Id).FinalizeAsync()).Value!;
        var payment = Payment(customer, "booking", open.Id, open.Total.Units);

        await cluster.TellAsync(payment);
        await cluster.TellAsync(payment, 2);
        await cluster.NothingIsLeftToTellAsync();

        var paid = (await cluster.Invoice(open.Id).GetAsync()).Value;
        Assert.Equal((InvoiceStatus.Paid, payment.PaymentId, open.Number), (paid?.Status, paid?.PaymentId, paid?.Number));
        Assert.Equal(1L, await cluster.Database.ScalarAsync<long>("select count(*) from invoice where customer_id = $1", customer));
    }

    [Fact]
    public async Task Succeeded_OverAnotherAmountThanTheInvoice_LeavesAnInvoiceOfItsOwn()
    {
        var customer = await cluster.NewCustomerAsync();
        var open = (await cluster.Invoice((await cluster.DraftedAsync(customer)).Id).FinalizeAsync()).Value!;
        var payment = Payment(customer, "booking", open.Id, open.Total.Units - 1);

        await cluster.TellAsync(payment);
        await cluster.NothingIsLeftToTellAsync();

        Assert.Equal(InvoiceStatus.Open, (await cluster.Invoice(open.Id).GetAsync()).Value?.Status);
        Assert.Equal(payment.Amount, (await InvoiceOfAsync(payment)).Total);
    }

    private static PaymentSucceeded Payment(string payer, string purpose, string subject, long units) =>
        new(GrainCluster.NewId(), payer, purpose, subject, Money.Rupiah(units), "sandbox", At);

    private async Task<Invoice> InvoiceOfAsync(PaymentSucceeded payment) =>
        (await cluster.Invoice(PaidPaymentHandler.InvoiceIdOf(payment.PaymentId)).GetAsync()).Value ?? throw new InvalidOperationException("No invoice.");
}
