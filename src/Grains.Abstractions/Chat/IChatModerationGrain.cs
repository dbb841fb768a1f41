using Orleans.Concurrency;

namespace Nusaloka.Chat;

/// <summary>What staff see of the rooms: reports, and people who wait for help. Key: any, such as "0". The caller vouches that they are staff.</summary>
[Alias("nusaloka.IChatModerationGrain")]
public interface IChatModerationGrain : IGrainWithStringKey
{
    /// <summary>Reports with a status, oldest first. Errors: <c>cursor_invalid</c>.</summary>
    [ReadOnly, Alias("ListReports")]
    Task<Result<Page<MessageReport>>> ListReportsAsync(ReportStatus status, PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>
    /// A report with what was said just before and after the message, for as long as it is open; a decided one alone. Errors: <c>report_not_found</c>.
    /// </summary>
    [ReadOnly, Alias("GetReport")]
    Task<Result<ReportedMessage>> GetReportAsync(string reportId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Decides about a report, and hides the message when it is upheld. Errors: <c>validation_failed</c>, <c>report_not_found</c>,
    /// <c>report_decided</c> (otherwise than now).
    /// </summary>
    [Alias("Decide")]
    Task<Result<MessageReport>> DecideAsync(string reportId, string byId, bool isUpheld, string reason, CancellationToken cancellationToken = default);

    /// <summary>Support rooms, last active first. Errors: <c>cursor_invalid</c>.</summary>
    [ReadOnly, Alias("ListSupportRooms")]
    Task<Result<Page<Conversation>>> ListSupportRoomsAsync(PageRequest page, CancellationToken cancellationToken = default);
}
