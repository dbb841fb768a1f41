using System.Collections.Immutable;
using Dapper;
using Npgsql;
using Nusaloka.Grains.State;
using Nusaloka.Invoices;
using Nusaloka.Persistence.Storage;

namespace Nusaloka.Grains.Invoices;

/// <summary>
/// The table of invoices, which is the truth about them: a number and the invoice that has it are one transaction, so no number is
/// lost and none is given twice. The table itself refuses to change what is final.
/// </summary>
internal sealed class InvoiceStore(NpgsqlDataSource dataSource)
{
    private const string Columns = """
        id, series, number, status, customer_id as CustomerId, customer_name as CustomerName, seller, lines::text as Lines, net, tax,
        payment_id as PaymentId, version, created_at as CreatedAt, finalized_at as FinalizedAt, closed_at as ClosedAt
        """;

    /// <summary>The invoice; null when there is none.</summary>
    public async Task<Invoice?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"select {Columns} from invoice where id = @id", new { id }, cancellationToken: cancellationToken)))?.ToInvoice();
    }

    /// <summary>The invoice that a payment has paid; null when there is none.</summary>
    public async Task<Invoice?> FindOfPaymentAsync(string paymentId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"select {Columns} from invoice where payment_id = @paymentId", new { paymentId }, cancellationToken: cancellationToken)))?.ToInvoice();
    }

    /// <summary>Writes a draft, unless the invoice is there. Answers whether it was written now.</summary>
    public async Task<bool> DraftAsync(InvoiceDraft draft, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return 1 == await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into invoice (id, status, customer_id, customer_name, seller, lines, net, tax, version, created_at)
            values (@Id, 'draft', @CustomerId, @CustomerName, @Seller, @Lines::jsonb, @Net, @Tax, 1, @At)
            on conflict (id) do nothing
            """,
            new
            {
                draft.Id,
                draft.CustomerId,
                draft.CustomerName,
                draft.Seller,
                Lines = System.Text.Encoding.UTF8.GetString(StateJson.Serialize(draft.Lines.Lines)),
                Net = draft.Lines.Net.Units,
                Tax = draft.Lines.Tax.Units,
                At = draft.At.UtcDateTime,
            },
            cancellationToken: cancellationToken));
    }

    /// <summary>Gives the draft of this version the next number of the series. Nothing happens when it has another version.</summary>
    public async Task FinalizeAsync(Guid id, long version, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "select invoice_finalize(@id, @version, @series, @at)",
            new { id, version, series = InvoiceRules.SeriesAt(at), at = at.UtcDateTime }, cancellationToken: cancellationToken));
    }

    /// <summary>Changes the status of a final invoice of this version. Nothing happens when it has another version.</summary>
    public async Task CloseAsync(
        Guid id, long version, InvoiceStatus status, string? paymentId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            update invoice set status = @status, payment_id = @paymentId, closed_at = @at, version = version + 1
            where id = @id and version = @version
            """,
            new { id, version, status = Name(status), paymentId, at = at.UtcDateTime }, cancellationToken: cancellationToken));
    }

    /// <summary>Invoices behind a place, newest first.</summary>
    public async Task<ImmutableArray<Invoice>> ListAsync(InvoiceQuery query, Cursor? before, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(List(query, before, limit, cancellationToken));
        return [.. rows.Select(static row => row.ToInvoice())];
    }

    /// <summary>
    /// The command of a list. It is planned with its values, never prepared, so that each of its conditions finds its index.
    /// </summary>
    internal static CommandDefinition List(InvoiceQuery query, Cursor? before, int limit, CancellationToken cancellationToken, string prefix = "") => new(
        $"""
        {prefix} select {Columns}
        from invoice
        where (@CustomerId::text is null or customer_id = @CustomerId) and (@Status::text is null or status = @Status)
          and (@WithDrafts or status <> 'draft')
          and (@At::timestamptz is null or (created_at, id) < (@At::timestamptz, @Id::uuid))
        order by created_at desc, id desc
        limit @Limit
        """,
        new
        {
            query.CustomerId,
            query.WithDrafts,
            Status = query.Status is { } status ? Name(status) : null,
            At = before?.At.UtcDateTime,
            before?.Id,
            Limit = limit,
        },
        cancellationToken: cancellationToken);

    private static string Name(InvoiceStatus status) => status.ToString().ToLowerInvariant();

    private sealed record Row(
        Guid Id, string? Series, int? Number, string Status, string CustomerId, string CustomerName, string Seller, string Lines,
        long Net, long Tax, string? PaymentId, long Version, DateTime CreatedAt, DateTime? FinalizedAt, DateTime? ClosedAt)
    {
        public Invoice ToInvoice() => new(
            Id.ToString(), Series is not null && Number is { } number ? InvoiceRules.Number(Series, number) : null,
            Enum.Parse<InvoiceStatus>(Status, ignoreCase: true), CustomerId, CustomerName, Seller,
            StateJson.Deserialize<ImmutableArray<InvoiceLine>>(System.Text.Encoding.UTF8.GetBytes(Lines)),
            Money.Rupiah(Net), Money.Rupiah(Tax), Money.Rupiah(Net) + Money.Rupiah(Tax), PaymentId, Version, CreatedAt, FinalizedAt, ClosedAt);
    }
}
