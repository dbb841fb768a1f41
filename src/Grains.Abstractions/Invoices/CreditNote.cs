namespace Nusaloka.Invoices;

/// <summary>What was given back of an invoice. Final from the beginning: it can only be voided, when the money came back after all.</summary>
/// <param name="Id">UUID, made from the refund's.</param>
/// <param name="Number">Such as CN-2026-000001: without gaps in each year.</param>
/// <param name="Status">Whether it counts.</param>
/// <param name="InvoiceId">The invoice.</param>
/// <param name="InvoiceNumber">Its number.</param>
/// <param name="CustomerId">The account that it is for.</param>
/// <param name="CustomerName">Their name, as it stands on the invoice.</param>
/// <param name="Seller">Whose credit note it is, as it stands on the invoice.</param>
/// <param name="RefundId">The refund that gave the money back.</param>
/// <param name="Reason">Why; may be empty.</param>
/// <param name="Net">What was given back, without tax.</param>
/// <param name="Tax">The tax that was given back: as much of the invoice's as the sum is of the invoice.</param>
/// <param name="Total">What was given back.</param>
/// <param name="IssuedAt">When it got its number.</param>
/// <param name="VoidedAt">When it was voided; null as long as it counts.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.CreditNote")]
public sealed record CreditNote(
    [property: Id(0)] string Id,
    [property: Id(1)] string Number,
    [property: Id(2)] CreditNoteStatus Status,
    [property: Id(3)] string InvoiceId,
    [property: Id(4)] string InvoiceNumber,
    [property: Id(5)] string CustomerId,
    [property: Id(6)] string CustomerName,
    [property: Id(7)] string Seller,
    [property: Id(8)] string RefundId,
    [property: Id(9)] string Reason,
    [property: Id(10)] Money Net,
    [property: Id(11)] Money Tax,
    [property: Id(12)] Money Total,
    [property: Id(13)] DateTimeOffset IssuedAt,
    [property: Id(14)] DateTimeOffset? VoidedAt);

/// <summary>Whether a credit note counts. Names in JSON are lower-case.</summary>
[GenerateSerializer, Alias("nusaloka.CreditNoteStatus")]
public enum CreditNoteStatus
{
    /// <summary>The money was given back.</summary>
    Issued = 0,

    /// <summary>The bank has sent the money back.</summary>
    Void = 1,
}
