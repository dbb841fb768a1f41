using System.Collections.Immutable;
using Dapper;
using Npgsql;
using Nusaloka.Grains.State;
using Nusaloka.Invoices;

namespace Nusaloka.Grains.Invoices;

/// <summary>The table of credit notes, which is the truth about them, as that of invoices is.</summary>
internal sealed class CreditNoteStore(NpgsqlDataSource dataSource)
{
    private const string Select = """
        select c.id, c.series, c.number, c.status, c.invoice_id as InvoiceId, i.series as InvoiceSeries, i.number as InvoiceNumber,
               i.customer_id as CustomerId, i.customer_name as CustomerName, i.seller, c.refund_id as RefundId, c.reason, c.net, c.tax,
               c.issued_at as IssuedAt, c.voided_at as VoidedAt
        from credit_note c join invoice i on i.id = c.invoice_id
        """;

    /// <summary>The id of the credit note of a refund.</summary>
    public static Guid IdOf(string refundId) => NameBasedId.Create("credit note\n" + refundId);

    /// <summary>The credit note; null when there is none.</summary>
    public async Task<CreditNote?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"{Select} where c.id = @id", new { id }, cancellationToken: cancellationToken)))?.ToCreditNote();
    }

    /// <summary>Those of an invoice, oldest first.</summary>
    public async Task<ImmutableArray<CreditNote>> ListAsync(Guid invoiceId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"{Select} where c.invoice_id = @invoiceId order by c.issued_at, c.id", new { invoiceId }, cancellationToken: cancellationToken));
        return [.. rows.Select(static row => row.ToCreditNote())];
    }

    /// <summary>Those of a customer after a place, newest first.</summary>
    public async Task<ImmutableArray<CreditNote>> ListAsync(string customerId, Cursor? before, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            {Select}
            where i.customer_id = @customerId and (@At::timestamptz is null or (c.issued_at, c.id) < (@At::timestamptz, @Id::uuid))
            order by c.issued_at desc, c.id desc
            limit @limit
            """,
            new { customerId, At = before?.At.UtcDateTime, before?.Id, limit }, cancellationToken: cancellationToken));
        return [.. rows.Select(static row => row.ToCreditNote())];
    }

    /// <summary>Writes it with the next number of its series, unless other notes of the invoice are there than were added up: then false.</summary>
    public async Task<bool> IssueAsync(
        Guid invoiceId, CreditInvoice command, Money credited, Money net, Money tax, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<bool>(new CommandDefinition(
            "select credit_note_issue(@id, @invoiceId, @RefundId, @credited, @net, @tax, @Reason, @series, @at)",
            new
            {
                id = IdOf(command.RefundId),
                invoiceId,
                command.RefundId,
                credited = credited.Units,
                net = net.Units,
                tax = tax.Units,
                command.Reason,
                series = InvoiceRules.CreditSeriesAt(at),
                at = at.UtcDateTime,
            },
            cancellationToken: cancellationToken));
    }

    /// <summary>Voids it; nothing happens when it is void.</summary>
    public async Task VoidAsync(Guid id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "update credit_note set status = 'void', voided_at = @at where id = @id and status = 'issued'",
            new { id, at = at.UtcDateTime }, cancellationToken: cancellationToken));
    }

    private sealed record Row(
        Guid Id, string Series, int Number, string Status, Guid InvoiceId, string InvoiceSeries, int InvoiceNumber, string CustomerId,
        string CustomerName, string Seller, string RefundId, string Reason, long Net, long Tax, DateTime IssuedAt, DateTime? VoidedAt)
    {
        public CreditNote ToCreditNote() => new(
            Id.ToString(), InvoiceRules.Number(Series, Number), Enum.Parse<CreditNoteStatus>(Status, ignoreCase: true), InvoiceId.ToString(),
            InvoiceRules.Number(InvoiceSeries, InvoiceNumber), CustomerId, CustomerName, Seller, RefundId, Reason, Money.Rupiah(Net),
            Money.Rupiah(Tax), Money.Rupiah(Net + Tax), IssuedAt, VoidedAt);
    }
}
