using Nusaloka.Chat;
using Nusaloka.Grains.State;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Chat;

/// <summary>Reports and support rooms for staff.</summary>
[StatelessWorker]
internal sealed class ChatModerationGrain(MessageReports reports, ConversationQueries queries, TimeProvider time) : Grain, IChatModerationGrain
{
    public async Task<Result<Page<MessageReport>>> ListReportsAsync(ReportStatus status, PageRequest page, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(page.Cursor, out var after))
            return PageErrors.CursorInvalid;

        var found = await reports.ListAsync(status, after, page.Limit + 1, cancellationToken);
        return found.ToPage(page, static last => new Cursor(last.CreatedAt, last.Id));
    }

    public async Task<Result<ReportedMessage>> GetReportAsync(string reportId, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(reportId, out var id) || await reports.FindAsync(id, cancellationToken) is not { } report)
            return ChatErrors.ReportNotFound;
        return new ReportedMessage(report, report.Status == ReportStatus.Open ? await reports.AroundAsync(report, cancellationToken) : []);
    }

    public async Task<Result<MessageReport>> DecideAsync(string reportId, string byId, bool isUpheld, string reason, CancellationToken cancellationToken)
    {
        if (reason.Length > ChatLimits.MaxNoteLength || string.IsNullOrWhiteSpace(reason))
            return Error.Validation("/reason", "out_of_range", $"A reason has 1 to {ChatLimits.MaxNoteLength} characters.");
        if (!Guid.TryParse(reportId, out var id) || await reports.FindAsync(id, cancellationToken) is not { } report)
            return ChatErrors.ReportNotFound;
        var wanted = isUpheld ? ReportStatus.Upheld : ReportStatus.Dismissed;
        if (report.Status != ReportStatus.Open)
            return report.Status == wanted ? report : ChatErrors.ReportDecided;

        if (isUpheld)
        {
            // The room writes the decision with the message that it hides.
            var hidden = await GrainFactory.GetGrain<IChatRoomGrain>(report.RoomId).HideAsync(new HideMessage(byId, report.Seq, reason), cancellationToken);
            if (!hidden.IsSuccess)
                return hidden.Error;
        }
        else
        {
            await reports.DismissAsync(id, Guid.Parse(byId), reason, time.GetStoredUtcNow(), cancellationToken);
        }

        var decided = await reports.FindAsync(id, cancellationToken);
        if (decided is null)
            return ChatErrors.ReportNotFound;
        return decided.Status == wanted ? decided : ChatErrors.ReportDecided;
    }

    public async Task<Result<Page<Conversation>>> ListSupportRoomsAsync(PageRequest page, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(page.Cursor, out var before))
            return PageErrors.CursorInvalid;

        var found = await queries.ListSupportAsync(before, page.Limit + 1, cancellationToken);
        return new Page<Conversation>([.. found.Take(page.Limit)], found.Length <= page.Limit ? null : ConversationsGrain.CursorOf(found[page.Limit - 1]));
    }
}
