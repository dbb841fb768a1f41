namespace Nusaloka.Reports;

/// <summary>The expected failures of reports.</summary>
public static class ReportErrors
{
    /// <summary>What was only to be moved may become less, or nothing.</summary>
    public static Error TransactionNotCompleted { get; } = new(
        "transaction_not_completed", ErrorKind.Conflict, "The transaction is pending or was cancelled, so it has moved nothing. It can be reported once it is completed.");
}
