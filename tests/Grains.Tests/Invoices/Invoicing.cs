using Nusaloka.Grains.Payments;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Invoices;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Persistence.Storage;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Invoices;

/// <summary>Short forms for what tests do with invoices.</summary>
internal static class Invoicing
{
    public static IInvoiceGrain Invoice(this GrainCluster cluster, string id) => cluster.Grain<IInvoiceGrain>(id);

    public static async Task<string> NewCustomerAsync(this GrainCluster cluster)
    {
        var id = GrainCluster.NewId();
        Assert.True((await cluster.Account(id).RegisterAsync(cluster.NewPerson())).IsSuccess);
        return id;
    }

    public static DraftInvoice DraftFor(string customer, long unitPrice = 75_000) =>
        new(customer, [new DraftLine("Sewa motor, per hari", 2, Money.Rupiah(unitPrice), true)]);

    public static async Task<Invoice> DraftedAsync(this GrainCluster cluster, string customer, long unitPrice = 75_000) =>
        (await cluster.Invoice(GrainCluster.NewId()).DraftAsync(DraftFor(customer, unitPrice))).Value?.Invoice
        ?? throw new InvalidOperationException("The draft was refused.");

    /// <summary>All of an invoice, to compare: arrays in records are equal only when they are the same one.</summary>
    public static string? Text(this Invoice? invoice) =>
        invoice is null ? null : System.Text.Encoding.UTF8.GetString(StateJson.Serialize(invoice));

    /// <summary>Tells of a payment that succeeded, as its grain does.</summary>
    public static Task TellAsync(this GrainCluster cluster, PaymentSucceeded payment, long version = 1) =>
        cluster.TellAsync(payment.PaymentId, version, PaymentSucceeded.Type, StateJson.Serialize(payment));

    /// <summary>Tells of a refund that has ended.</summary>
    public static Task TellAsync(this GrainCluster cluster, RefundEnded refund, long version) => cluster.TellAsync(
        refund.PaymentId, version, refund.FailureCode is null ? RefundEnded.SucceededType : RefundEnded.FailedType, StateJson.Serialize(refund));

    private static async Task TellAsync(this GrainCluster cluster, string paymentId, long version, string type, byte[] payload)
    {
        var row = new OutboxRow("payment", paymentId, version, 0, type, payload, null);
        await using var connection = await cluster.Database.DataSource.OpenConnectionAsync();
        await using var batch = new Npgsql.NpgsqlBatch(connection) { BatchCommands = { OutboxSql.Append([row]) } };
        await batch.ExecuteNonQueryAsync();
    }

    public static Task NothingIsLeftToTellAsync(this GrainCluster cluster) => Eventually.EqualAsync(
        "an empty outbox", 0L, () => cluster.Database.ScalarAsync<long>("select count(*) from outbox_event where source_kind = 'payment'"));

    /// <summary>The numbers of a series are 1, 2, 3 … up to its last, in the order of time.</summary>
    public static async Task AssertGaplessAsync(this PostgresDatabase database)
    {
        Assert.Equal(0L, await database.ScalarAsync<long>(
            """
            select count(*) from (
                select s.last_number, count(i.id) as invoices, count(distinct i.number) as numbers, min(i.number) as first, max(i.number) as last
                from invoice_series s
                left join (select id, series, number from invoice union all select id, series, number from credit_note) i on i.series = s.series
                group by s.series, s.last_number) one
            where first <> 1 or last <> last_number or invoices <> last_number or numbers <> last_number
            """));
        Assert.Equal(0L, await database.ScalarAsync<long>(
            """
            select count(*) from (
                select finalized_at, lag(finalized_at) over (partition by series order by number) as before from invoice where number is not null) i
            where before > finalized_at
            """));
    }
}
