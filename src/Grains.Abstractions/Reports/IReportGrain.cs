namespace Nusaloka.Reports;

/// <summary>The reports of one account; key: the account id.</summary>
[Alias("nusaloka.IReportGrain")]
public interface IReportGrain : IGrainWithStringKey
{
    /// <summary>
    /// Reports a transaction of the account; one that is reported already is answered as it is.
    /// Errors: <c>transaction_not_found</c>, also for a transaction of others; <c>transaction_not_completed</c> for one that has moved
    /// nothing, since what it will move may still change.
    /// </summary>
    [Alias("Generate")]
    Task<Result<TransactionReport>> GenerateAsync(string transactionId, CancellationToken cancellationToken = default);

    /// <summary>A page of the reports, newest first; empty behind the last one. Errors: <c>validation_failed</c>.</summary>
    [Alias("List")]
    Task<Result<ReportPage>> ListAsync(NumberedPage page, CancellationToken cancellationToken = default);
}
