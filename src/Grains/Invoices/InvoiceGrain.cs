using Microsoft.Extensions.Options;
using Nusaloka.Accounts;
using Nusaloka.Grains.State;
using Nusaloka.Invoices;

namespace Nusaloka.Grains.Invoices;

/// <summary>
/// One invoice. It keeps nothing: the table is the truth, and each write names the version that it was decided on. So a write of
/// another activation is seen, and the decision is made again.
/// </summary>
internal sealed class InvoiceGrain(InvoiceStore store, CreditNoteStore creditNotes, IOptions<InvoiceOptions> options, TimeProvider time) : Grain, IInvoiceGrain
{
    private const int MaxAttempts = 5;

    public async Task<Result<DraftedInvoice>> DraftAsync(DraftInvoice command, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(this.GetPrimaryKeyString(), out var id))
            return InvoiceErrors.NotFound;
        var now = time.GetStoredUtcNow();
        var priced = InvoiceRules.Price(command.Lines, options.Value.RateOn(InvoiceRules.DayOf(now)));
        if (!priced.IsSuccess)
            return priced.Error;
        var customer = await GrainFactory.GetGrain<IAccountGrain>(command.CustomerId).GetAsync(cancellationToken);
        if (!customer.IsSuccess)
            return InvoiceErrors.CustomerNotFound;

        var isNew = await store.DraftAsync(
            new InvoiceDraft(id, command.CustomerId, customer.Value.FullName, options.Value.Seller, priced.Value, now), cancellationToken);
        var written = await GetAsync(cancellationToken);
        if (!written.IsSuccess)
            return written.Error;
        return IsOf(written.Value, command) ? new DraftedInvoice(written.Value, Replayed: !isNew) : InvoiceErrors.KeyReused;
    }

    public async Task<Result<Invoice>> GetAsync(CancellationToken cancellationToken) =>
        Guid.TryParse(this.GetPrimaryKeyString(), out var id) && await store.FindAsync(id, cancellationToken) is { } invoice
            ? invoice
            : InvoiceErrors.NotFound;

    public Task<Result<Invoice>> FinalizeAsync(CancellationToken cancellationToken) =>
        StepAsync(InvoiceStep.Finalize, null, cancellationToken);

    public Task<Result<Invoice>> PayAsync(string? paymentId, CancellationToken cancellationToken) =>
        StepAsync(InvoiceStep.Pay, paymentId, cancellationToken);

    public Task<Result<Invoice>> VoidAsync(CancellationToken cancellationToken) => StepAsync(InvoiceStep.Void, null, cancellationToken);

    public Task<Result<Invoice>> GiveUpAsync(CancellationToken cancellationToken) => StepAsync(InvoiceStep.GiveUp, null, cancellationToken);

    public async Task<Result<Invoice>> IssueAsync(IssueInvoice command, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(this.GetPrimaryKeyString(), out var id))
            return InvoiceErrors.NotFound;
        if (await store.FindAsync(id, cancellationToken) is null)
        {
            // Whoever paid and closed the account since still gets the invoice.
            var customer = await GrainFactory.GetGrain<IAccountGrain>(command.CustomerId).GetAsync(cancellationToken);
            var basisPoints = command.IsTaxed ? options.Value.RateOn(InvoiceRules.DayOf(command.PaidAt)) : 0;
            await store.DraftAsync(
                new InvoiceDraft(
                    id, command.CustomerId, customer.Value?.FullName ?? "", options.Value.Seller,
                    InvoiceRules.Included(command.Description, command.Total, basisPoints), time.GetStoredUtcNow()),
                cancellationToken);
        }

        var current = await GetAsync(cancellationToken);
        if (current is { IsSuccess: true, Value.Status: InvoiceStatus.Draft })
            current = await FinalizeAsync(cancellationToken);
        return current is { IsSuccess: true, Value.Status: InvoiceStatus.Open }
            ? await PayAsync(command.PaymentId, cancellationToken)
            : current;
    }

    public async Task<Result<CreditNote>> CreditAsync(CreditInvoice command, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var found = await GetAsync(cancellationToken);
            if (!found.IsSuccess)
                return found.Error;
            var invoice = found.Value;
            var nothing = command.Amount with { Units = 0 };
            var issued = (await creditNotes.ListAsync(Guid.Parse(invoice.Id), cancellationToken)).Where(static note => note.Status == CreditNoteStatus.Issued).ToArray();
            var credited = issued.Aggregate(nothing, static (sum, note) => sum + note.Total);
            var tax = InvoiceRules.CreditTax(invoice, credited, issued.Aggregate(nothing, static (sum, note) => sum + note.Tax), command.Amount);
            if (await creditNotes.IssueAsync(
                    Guid.Parse(invoice.Id), command, credited, command.Amount - tax, tax, time.GetStoredUtcNow(), cancellationToken)
                && await creditNotes.FindAsync(CreditNoteStore.IdOf(command.RefundId), cancellationToken) is { } note)
            {
                return note;
            }
        }

        throw new InvalidOperationException(
            $"Invoice {this.GetPrimaryKeyString()} was credited by somebody else {MaxAttempts} times while refund {command.RefundId} was. Try again.");
    }

    public async Task<Result<CreditNote>> VoidCreditNoteAsync(string refundId, CancellationToken cancellationToken)
    {
        var id = CreditNoteStore.IdOf(refundId);
        await creditNotes.VoidAsync(id, time.GetStoredUtcNow(), cancellationToken);
        return await creditNotes.FindAsync(id, cancellationToken) is { } note ? note : InvoiceErrors.CreditNoteNotFound;
    }

    public async Task<Result<CreditNotes>> GetCreditNotesAsync(CancellationToken cancellationToken)
    {
        var invoice = await GetAsync(cancellationToken);
        return invoice.IsSuccess ? new CreditNotes(await creditNotes.ListAsync(Guid.Parse(invoice.Value.Id), cancellationToken)) : invoice.Error;
    }

    private async Task<Result<Invoice>> StepAsync(InvoiceStep step, string? paymentId, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var current = await GetAsync(cancellationToken);
            if (!current.IsSuccess)
                return current;
            var invoice = current.Value;
            if (InvoiceRules.Next(invoice.Status, step) is not { } next)
                return InvoiceErrors.StatusForbids;
            if (next == invoice.Status)
                return step == InvoiceStep.Pay && invoice.PaymentId != paymentId ? InvoiceErrors.StatusForbids : invoice;

            var (id, now) = (Guid.Parse(invoice.Id), time.GetStoredUtcNow());
            if (step == InvoiceStep.Finalize)
                await store.FinalizeAsync(id, invoice.Version, now, cancellationToken);
            else
                await store.CloseAsync(id, invoice.Version, next, paymentId, now, cancellationToken);
        }

        throw new InvalidOperationException(
            $"Invoice {this.GetPrimaryKeyString()} was changed by somebody else {MaxAttempts} times while {step} was tried. Try again.");
    }

    /// <summary>Whether the invoice is what the draft asks for; the rate of tax may have changed since.</summary>
    private bool IsOf(Invoice invoice, DraftInvoice command)
    {
        // The rate that it was written with: a repeat may come on a day with another one.
        var rate = options.Value.RateOn(InvoiceRules.DayOf(invoice.CreatedAt));
        return invoice.CustomerId == command.CustomerId
            && invoice.Lines.Select(static line => (line.Description, line.Quantity, line.UnitPrice, line.TaxBasisPoints))
                .SequenceEqual(command.Lines.Select(line => (line.Description, line.Quantity, line.UnitPrice, line.IsTaxed ? rate : 0)));
    }
}
