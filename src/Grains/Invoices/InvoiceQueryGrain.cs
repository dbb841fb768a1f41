using Nusaloka.Grains.State;
using Nusaloka.Invoices;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Invoices;

/// <summary>Lists invoices from their table.</summary>
[StatelessWorker]
internal sealed class InvoiceQueryGrain(InvoiceStore store, CreditNoteStore creditNotes) : Grain, IInvoiceQueryGrain
{
    public async Task<Result<Page<Invoice>>> ListAsync(InvoiceQuery query, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(query.Page.Cursor, out var before))
            return PageErrors.CursorInvalid;

        var invoices = await store.ListAsync(query, before, query.Page.Limit + 1, cancellationToken);
        return invoices.ToPage(query.Page, static last => new Cursor(last.CreatedAt, last.Id));
    }

    public async Task<Result<Page<CreditNote>>> ListCreditNotesAsync(string customerId, PageRequest page, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(page.Cursor, out var before))
            return PageErrors.CursorInvalid;

        var notes = await creditNotes.ListAsync(customerId, before, page.Limit + 1, cancellationToken);
        return notes.ToPage(page, static last => new Cursor(last.IssuedAt, last.Id));
    }

    public async Task<Result<CreditNote>> FindCreditNoteAsync(string id, CancellationToken cancellationToken) =>
        Guid.TryParseExact(id, "D", out var known) && await creditNotes.FindAsync(known, cancellationToken) is { } note
            ? note
            : InvoiceErrors.CreditNoteNotFound;
}
