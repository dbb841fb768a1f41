namespace Nusaloka.Invoices;

/// <summary>Lists invoices. A stateless worker; key: any, by custom <c>"0"</c>.</summary>
[Alias("nusaloka.IInvoiceQueryGrain")]
public interface IInvoiceQueryGrain : IGrainWithStringKey
{
    /// <summary>Invoices, newest first. Errors: <c>cursor_invalid</c>.</summary>
    [Alias("List")]
    Task<Result<Page<Invoice>>> ListAsync(InvoiceQuery query, CancellationToken cancellationToken = default);

    /// <summary>All credit notes of a customer, newest first. Errors: <c>cursor_invalid</c>.</summary>
    [Alias("ListCreditNotes")]
    Task<Result<Page<CreditNote>>> ListCreditNotesAsync(string customerId, PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>A credit note. Errors: <c>credit_note_not_found</c>.</summary>
    [Alias("FindCreditNote")]
    Task<Result<CreditNote>> FindCreditNoteAsync(string id, CancellationToken cancellationToken = default);
}
