namespace Nusaloka.Invoices;

/// <summary>The expected failures of invoices.</summary>
public static class InvoiceErrors
{
    /// <summary>No such invoice that the caller may see.</summary>
    public static Error NotFound { get; } = new("invoice_not_found", ErrorKind.NotFound, "There is no such invoice.");

    /// <summary>The status has no way there.</summary>
    public static Error StatusForbids { get; } = new(
        "invoice_status_conflict", ErrorKind.Conflict,
        "Its status does not allow this: only drafts are finalised, only open and uncollectible invoices are paid or voided, only open ones given up.");

    /// <summary>One key, two different requests.</summary>
    public static Error KeyReused { get; } = new(
        "idempotency_key_reused", ErrorKind.Refused, "This Idempotency-Key was used for an invoice with other lines or for somebody else. Use a new key.");

    /// <summary>Invoices are paid whole.</summary>
    public static Error PaymentMisfit(Money total) =>
        new("invoice_payment_misfit", ErrorKind.Refused, $"An invoice is paid at once and whole: {total.Units} rupiah.");

    /// <summary>No such credit note that the caller may see.</summary>
    public static Error CreditNoteNotFound { get; } = new("credit_note_not_found", ErrorKind.NotFound, "There is no such credit note.");

    /// <summary>Nobody to send it to.</summary>
    public static Error CustomerNotFound { get; } = new("customer_not_found", ErrorKind.NotFound, "There is no account with the id in user_id.");
}
