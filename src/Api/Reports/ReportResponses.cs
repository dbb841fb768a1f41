using Nusaloka.Reports;

namespace Nusaloka.Api.Reports;

/// <summary>A report that was made.</summary>
/// <param name="Id">The report id.</param>
/// <param name="UserId">To whom.</param>
/// <param name="TransactionId">Which transaction.</param>
/// <param name="Status">Always "generated": a report is made at once.</param>
/// <param name="CreatedAt">When.</param>
public sealed record ReportResponse(string Id, string UserId, string TransactionId, string Status, DateTimeOffset CreatedAt)
{
    /// <summary>The one status.</summary>
    public const string Generated = "generated";

    /// <summary>The wire shape of a report.</summary>
    public static ReportResponse Of(TransactionReport report) =>
        new(report.Id, report.AccountId, report.TransactionId, Generated, report.CreatedAt);
}

/// <summary>A page of somebody's reports, newest first.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Page">Which page, from 1.</param>
/// <param name="PerPage">How many a page has.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Reports">Those on this page.</param>
public sealed record ReportListResponse(string UserId, int Page, int PerPage, long Total, IReadOnlyList<ListedReportResponse> Reports);

/// <summary>A report in a list.</summary>
/// <param name="Id">The report id.</param>
/// <param name="TransactionId">Which transaction.</param>
/// <param name="Amount">What it moved: positive to the user, negative from them; whole rupiah.</param>
/// <param name="Status">Always "generated".</param>
/// <param name="CreatedAt">When it was reported.</param>
public sealed record ListedReportResponse(string Id, string TransactionId, long Amount, string Status, DateTimeOffset CreatedAt)
{
    /// <summary>The wire shape of a report in a list.</summary>
    public static ListedReportResponse Of(TransactionReport report) =>
        new(report.Id, report.TransactionId, report.Amount.Units, ReportResponse.Generated, report.CreatedAt);
}

/// <summary>What a synchronisation found.</summary>
/// <param name="Message">For people.</param>
/// <param name="SyncedUsers">How many open accounts there are.</param>
/// <param name="SyncedTransactions">How many transactions there are.</param>
/// <param name="Timestamp">When it was done.</param>
public sealed record SyncResponse(string Message, long SyncedUsers, long SyncedTransactions, DateTimeOffset Timestamp);
