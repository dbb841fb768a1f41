namespace Nusaloka.Invoices;

/// <summary>
/// One invoice; key: its id, a UUID. Commands that were done already answer the invoice as it is, so each can be repeated.
/// </summary>
[Alias("nusaloka.IInvoiceGrain")]
public interface IInvoiceGrain : IGrainWithStringKey
{
    /// <summary>Writes the draft. Errors: <c>customer_not_found</c>, <c>idempotency_key_reused</c>, <c>validation_failed</c>.</summary>
    [Alias("Draft")]
    Task<Result<DraftedInvoice>> DraftAsync(DraftInvoice command, CancellationToken cancellationToken = default);

    /// <summary>The invoice. Errors: <c>invoice_not_found</c>.</summary>
    [Alias("Get")]
    Task<Result<Invoice>> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>Gives a draft the next number of its year. Errors: <c>invoice_not_found</c>, <c>invoice_status_conflict</c>.</summary>
    [Alias("Finalize")]
    Task<Result<Invoice>> FinalizeAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Notes that it is paid.
    /// Errors: <c>invoice_not_found</c>, <c>invoice_status_conflict</c>, also when another payment has paid it.
    /// </summary>
    /// <param name="paymentId">The payment that paid it; null when it was paid in another way.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("Pay")]
    Task<Result<Invoice>> PayAsync(string? paymentId, CancellationToken cancellationToken = default);

    /// <summary>Declares it wrong. Errors: <c>invoice_not_found</c>, <c>invoice_status_conflict</c>.</summary>
    [Alias("Void")]
    Task<Result<Invoice>> VoidAsync(CancellationToken cancellationToken = default);

    /// <summary>Gives up being paid. Errors: <c>invoice_not_found</c>, <c>invoice_status_conflict</c>.</summary>
    [Alias("GiveUp")]
    Task<Result<Invoice>> GiveUpAsync(CancellationToken cancellationToken = default);

    /// <summary>Writes the invoice of a payment: drafted, finalised and paid, whatever of it is there already.</summary>
    [Alias("Issue")]
    Task<Result<Invoice>> IssueAsync(IssueInvoice command, CancellationToken cancellationToken = default);

    /// <summary>Writes the credit note of a refund; a repeat answers the one that is there. Errors: <c>invoice_not_found</c>.</summary>
    [Alias("Credit")]
    Task<Result<CreditNote>> CreditAsync(CreditInvoice command, CancellationToken cancellationToken = default);

    /// <summary>Voids the credit note of a refund whose money came back. Errors: <c>credit_note_not_found</c>.</summary>
    [Alias("VoidCreditNote")]
    Task<Result<CreditNote>> VoidCreditNoteAsync(string refundId, CancellationToken cancellationToken = default);

    /// <summary>What was given back of it. Errors: <c>invoice_not_found</c>.</summary>
    [Alias("GetCreditNotes")]
    Task<Result<CreditNotes>> GetCreditNotesAsync(CancellationToken cancellationToken = default);
}
