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

        var limit = query.Page.Limit;
        var invoices = await store.ListAsync(query, before, limit + 1, cancellationToken);
        if (invoices.Length <= limit)
            return new Page<Invoice>(invoices, null);

        var last = invoices[limit - 1];
        return new Page<Invoice>(invoices[..limit], new Cursor(last.CreatedAt, last.Id).Encode());
    }

    public async Task<Result<Page<CreditNote>>> ListCreditNotesAsync(string customerId, PageRequest page, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(page.Cursor, out var before))
            return PageErrors.CursorInvalid;

        var notes = await creditNotes.ListAsync(customerId, before, page.Limit + 1, cancellationToken);
        if (notes.Length <= page.Limit)
            return new Page<CreditNote>(notes, null);

        var last = notes[page.Limit - 1];
        return new Page<CreditNote>(notes[..page.Limit], new Cursor(last.IssuedAt, last.Id).Encode());
    }

    public async Task<Result<CreditNote>> FindCreditNoteAsync(string id, CancellationToken cancellationToken) =>
        Guid.TryParseExact(id, "D", out var known) && await creditNotes.FindAsync(known, cancellationToken) is { } note
            ? note
            : InvoiceErrors.CreditNoteNotFound;
}
