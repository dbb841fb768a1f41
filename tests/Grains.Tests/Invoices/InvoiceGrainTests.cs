using Nusaloka.Grains.Invoices;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Invoices;

namespace Nusaloka.Grains.Tests.Invoices;

public sealed class InvoiceGrainTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task Draft_ForACustomer_HasPricesTaxAndNoNumber()
    {
        var customer = await cluster.NewCustomerAsync();

        var invoice = await cluster.DraftedAsync(customer);

        Assert.Equal((InvoiceStatus.Draft, null, customer, "Siti Aminah", "Nusaloka"), (invoice.Status, invoice.Number, invoice.CustomerId, invoice.CustomerName, invoice.Seller));
        Assert.Equal((150_000, 16_500, 166_500), (invoice.Net.Units, invoice.Tax.Units, invoice.Total.Units));
        Assert.Equal(new InvoiceLine("Sewa motor, per hari", 2, Money.Rupiah(75_000), Money.Rupiah(150_000), 1_100, Money.Rupiah(16_500)), Assert.Single(invoice.Lines));
        Assert.Equal(invoice.Text(), (await GetAsync(invoice.Id)).Text());
    }

    [Fact]
    public async Task Draft_Repeated_IsTheSameAndAnotherIsRefused()
    {
        var (id, customer) = (GrainCluster.NewId(), await cluster.NewCustomerAsync());
        var first = (await cluster.Invoice(id).DraftAsync(Invoicing.DraftFor(customer))).Value?.Invoice;

        var again = (await cluster.Invoice(id).DraftAsync(Invoicing.DraftFor(customer))).Value;
        Assert.Equal((first?.Version, true), (again?.Invoice.Version, again?.Replayed));
        Assert.Equal(InvoiceErrors.KeyReused, (await cluster.Invoice(id).DraftAsync(Invoicing.DraftFor(customer, 1))).Error);
        Assert.Equal(InvoiceErrors.KeyReused, (await cluster.Invoice(id).DraftAsync(Invoicing.DraftFor(await cluster.NewCustomerAsync()))).Error);
        var untaxed = Invoicing.DraftFor(customer);
        untaxed = untaxed with { Lines = [.. untaxed.Lines.Select(static line => line with { IsTaxed = false })] };
        Assert.Equal(InvoiceErrors.KeyReused, (await cluster.Invoice(id).DraftAsync(untaxed)).Error);
        Assert.Equal(InvoiceErrors.CustomerNotFound, (await cluster.Invoice(GrainCluster.NewId()).DraftAsync(Invoicing.DraftFor("nobody"))).Error);
    }

    [Fact]
    public async Task Finalize_ManyAtOnceOnTwoSilos_NumbersThemWithoutGaps()
    {
        var customer = await cluster.NewCustomerAsync();
        var drafts = await Task.WhenAll(Enumerable.Range(0, 120).Select(_ => cluster.DraftedAsync(customer)));

        // Each twice: a repeat takes no number of its own.
        var finals = await Task.WhenAll(drafts.Concat(drafts).Select(draft => cluster.Invoice(draft.Id).FinalizeAsync()));

        Assert.All(finals, static final => Assert.Equal(InvoiceStatus.Open, final.Value?.Status));
        Assert.Equal(120, finals.Select(static final => final.Value?.Number).Distinct().Count());
        Assert.All(finals, static final => Assert.Matches(@"^INV-\d{4}-\d{6}$", final.Value?.Number));
        await cluster.Database.AssertGaplessAsync();
    }

    [Fact]
    public async Task Steps_OnEveryStatus_AreTakenOrRefusedAndChangeNothingElse()
    {
        var customer = await cluster.NewCustomerAsync();
        foreach (var status in Enum.GetValues<InvoiceStatus>())
        {
            foreach (var step in Enum.GetValues<InvoiceStep>())
            {
                var before = await InStatusAsync(customer, status);

                var result = await TakeAsync(before.Id, step);

                var after = await GetAsync(before.Id);
                if (InvoiceRules.Next(status, step) is { } next)
                {
                    Assert.Equal(after.Text(), result.Value.Text());
                    Assert.Equal((step, next), (step, after.Status));
                }
                else
                {
                    Assert.Equal((status, step, InvoiceErrors.StatusForbids), (status, step, result.Error));
                    Assert.Equal(before.Text(), after.Text());
                }

                Assert.Equal(before.Lines.ToArray(), after.Lines.ToArray());
                Assert.Equal((before.Total, before.Number ?? after.Number), (after.Total, after.Number));
            }
        }

        await cluster.Database.AssertGaplessAsync();
    }

    [Fact]
    public async Task Pay_RacingWithVoidAndGivingUp_HasOneWinner()
    {
        var customer = await cluster.NewCustomerAsync();
        for (var i = 0; i < 20; i++)
        {
            var id = (await InStatusAsync(customer, InvoiceStatus.Open)).Id;

            var results = await Task.WhenAll(cluster.Invoice(id).PayAsync("pay-" + id), cluster.Invoice(id).VoidAsync());

            var winner = Assert.Single(results, static result => result.IsSuccess).Value;
            Assert.Equal(winner.Text(), (await GetAsync(id)).Text());
        }
    }

    [Fact]
    public async Task Pay_ByAnotherPayment_IsRefused()
    {
        var id = (await InStatusAsync(await cluster.NewCustomerAsync(), InvoiceStatus.Open)).Id;
        var paid = (await cluster.Invoice(id).PayAsync("one-" + id)).Value;

        Assert.Equal(paid.Text(), (await cluster.Invoice(id).PayAsync("one-" + id)).Value.Text());
        Assert.Equal(InvoiceErrors.StatusForbids, (await cluster.Invoice(id).PayAsync("other")).Error);
        Assert.Equal("one-" + id, (await GetAsync(id)).PaymentId);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("0198c5a0-0000-7000-8000-00000000dead")]
    public async Task Anything_WithAnInvoiceThatIsNotThere_IsNotFound(string id)
    {
        Assert.Equal(InvoiceErrors.NotFound, (await cluster.Invoice(id).GetAsync()).Error);
        foreach (var step in Enum.GetValues<InvoiceStep>())
            Assert.Equal(InvoiceErrors.NotFound, (await TakeAsync(id, step)).Error);
    }

    [Fact]
    public async Task List_InPages_IsNewestFirstAndEachOnce()
    {
        var customer = await cluster.NewCustomerAsync();
        var ids = new List<string>();
        for (var i = 0; i < 7; i++)
            ids.Add((await InStatusAsync(customer, i == 3 ? InvoiceStatus.Draft : InvoiceStatus.Open)).Id);

        ids.Reverse();
        Assert.Equal(ids, await ListAsync(customer, null, true));
        Assert.Equal(ids.Where((_, i) => i != 3), await ListAsync(customer, null, false));
        Assert.Equal([ids[3]], await ListAsync(customer, InvoiceStatus.Draft, true));
        Assert.Equal(PageErrors.CursorInvalid, (await cluster.Grain<IInvoiceQueryGrain>("0").ListAsync(new InvoiceQuery(null, null, true, new PageRequest(2, "x")))).Error);
    }

    private async Task<Invoice> GetAsync(string id) => (await cluster.Invoice(id).GetAsync()).Value ?? throw new InvalidOperationException("No invoice " + id);

    private async Task<Invoice> InStatusAsync(string customer, InvoiceStatus status)
    {
        var grain = cluster.Invoice((await cluster.DraftedAsync(customer)).Id);
        if (status != InvoiceStatus.Draft)
            Assert.True((await grain.FinalizeAsync()).IsSuccess);
        var ended = status switch
        {
            InvoiceStatus.Paid => await grain.PayAsync(null),
            InvoiceStatus.Void => await grain.VoidAsync(),
            InvoiceStatus.Uncollectible => await grain.GiveUpAsync(),
            _ => await grain.GetAsync(),
        };
        Assert.Equal(status, ended.Value?.Status);
        return ended.Value!;
    }

    private Task<Result<Invoice>> TakeAsync(string id, InvoiceStep step) => step switch
    {
        InvoiceStep.Finalize => cluster.Invoice(id).FinalizeAsync(),
        InvoiceStep.Pay => cluster.Invoice(id).PayAsync(null),
        InvoiceStep.Void => cluster.Invoice(id).VoidAsync(),
        _ => cluster.Invoice(id).GiveUpAsync(),
    };

    private async Task<List<string>> ListAsync(string customer, InvoiceStatus? status, bool withDrafts)
    {
        var ids = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await cluster.Grain<IInvoiceQueryGrain>("0").ListAsync(new InvoiceQuery(customer, status, withDrafts, new PageRequest(2, cursor)))).Value!;
            Assert.InRange(page.Items.Length, 1, 2);
            ids.AddRange(page.Items.Select(static invoice => invoice.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        return ids;
    }
}
