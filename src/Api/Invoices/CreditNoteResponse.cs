using Nusaloka.Invoices;

namespace Nusaloka.Api.Invoices;

/// <summary>The credit notes of an invoice.</summary>
/// <param name="Data">The items, oldest first.</param>
public sealed record CreditNotesResponse(IReadOnlyList<CreditNoteResponse> Data);

/// <summary>What was given back of an invoice.</summary>
/// <param name="Id">The credit note's id.</param>
/// <param name="Number">Such as CN-2026-000001.</param>
/// <param name="Status">Whether it counts.</param>
/// <param name="InvoiceId">The invoice.</param>
/// <param name="InvoiceNumber">Its number.</param>
/// <param name="UserId">The account that it is for.</param>
/// <param name="RefundId">The refund that gave the money back.</param>
/// <param name="Reason">Why; may be empty.</param>
/// <param name="Net">Without tax, in whole rupiah.</param>
/// <param name="Tax">The tax in it.</param>
/// <param name="Total">What was given back.</param>
/// <param name="IssuedAt">When it got its number.</param>
/// <param name="VoidedAt">When it was voided because the money came back; null as long as it counts.</param>
public sealed record CreditNoteResponse(
    string Id, string Number, CreditNoteStatus Status, string InvoiceId, string InvoiceNumber, string UserId, string RefundId, string Reason,
    long Net, long Tax, long Total, DateTimeOffset IssuedAt, DateTimeOffset? VoidedAt)
{
    /// <summary>The wire shape of a credit note.</summary>
    public static CreditNoteResponse Of(CreditNote note) => new(
        note.Id, note.Number, note.Status, note.InvoiceId, note.InvoiceNumber, note.CustomerId, note.RefundId, note.Reason, note.Net.Units,
        note.Tax.Units, note.Total.Units, note.IssuedAt, note.VoidedAt);
}
