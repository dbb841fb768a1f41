using Nusaloka.Grains.State;
using Nusaloka.Reports;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Reports;

/// <summary>The reports of one account. They are rows, since they grow for ever; the grain numbers them one after the other.</summary>
internal sealed class ReportGrain(ReportStore store, TimeProvider time) : Grain, IReportGrain
{
    private string AccountId => this.GetPrimaryKeyString();

    public async Task<Result<TransactionReport>> GenerateAsync(string transactionId, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(transactionId, out var transaction))
            return WalletErrors.TransactionNotFound;
        var found = await GrainFactory.GetGrain<ITransactionQueryGrain>("0").GetAsync(transaction.ToString(), cancellationToken);
        if (!found.IsSuccess)
            return found.Error;
        var isSender = found.Value.SenderId == AccountId;
        if (!isSender && found.Value.ReceiverId != AccountId)
            return WalletErrors.TransactionNotFound;
        // A report never changes, and what is pending may move less than was set aside, or nothing.
        if (found.Value.Status is TransactionStatus.Pending or TransactionStatus.Cancelled)
            return ReportErrors.TransactionNotCompleted;

        var id = NameBasedId.Create($"report\n{AccountId}\n{transaction}");
        var amount = isSender ? -found.Value.Amount : found.Value.Amount;
        await store.AddAsync(
            new TransactionReport(id.ToString(), AccountId, transaction.ToString(), amount, time.GetStoredUtcNow()), cancellationToken);
        return await store.FindAsync(id, cancellationToken)
            ?? throw new InvalidOperationException($"The report {id} was written and is not there.");
    }

    public async Task<Result<ReportPage>> ListAsync(NumberedPage page, CancellationToken cancellationToken)
    {
        if (page.Number is < 1 or > NumberedPage.MaxNumber)
            return Error.Validation("page", "out_of_range", $"page must be from 1 to {NumberedPage.MaxNumber}.");
        if (page.Size is < 1 or > PageRequest.MaxLimit)
            return Error.Validation("per_page", "out_of_range", $"per_page must be from 1 to {PageRequest.MaxLimit}.");
        return await store.ListAsync(AccountId, page, cancellationToken);
    }
}
