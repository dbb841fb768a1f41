using System.Collections.Immutable;
using Dapper;
using Npgsql;
using Nusaloka.Chat;
using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Chat;

/// <summary>The table of reports, which is the record of what staff did with messages, too.</summary>
internal sealed class MessageReports(NpgsqlDataSource dataSource)
{
    private const short Open = (short)ReportStatus.Open;
    private const short Upheld = (short)ReportStatus.Upheld;

    private const string Select = """
        select id, room_id as RoomId, message_seq as Seq, sender_id as SenderId, reporter_id as ReporterId, reason, note, body, status,
               created_at as CreatedAt, decided_by as DecidedBy, decided_at as DecidedAt, decision
        from chat_report
        """;

    /// <summary>Writes a report; the first one when the reporter has reported the message before.</summary>
    public async Task<MessageReport> AddAsync(Guid id, Guid roomId, RoomEvent message, ReportMessage command, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var key = new { roomId, command.Seq, reporter = Guid.Parse(command.ReporterId) };
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into chat_report (id, room_id, message_seq, sender_id, reporter_id, reason, note, body, created_at)
            values (@id, @roomId, @Seq, @sender, @reporter, @reason, @Note, @body, @at)
            on conflict (room_id, message_seq, reporter_id) where reporter_id is not null do nothing
            """,
            new
            {
                id,
                key.roomId,
                key.Seq,
                key.reporter,
                sender = message.ActorId is { } sender ? Guid.Parse(sender) : (Guid?)null,
                reason = (short)command.Reason,
                command.Note,
                body = message.Content?.Text ?? "",
                at = at.UtcDateTime,
            },
            cancellationToken: cancellationToken));
        return (await connection.QuerySingleAsync<Row>(new CommandDefinition(
            $"{Select} where room_id = @roomId and message_seq = @Seq and reporter_id = @reporter", key, cancellationToken: cancellationToken))).ToReport();
    }

    /// <summary>The report; null when there is none.</summary>
    public async Task<MessageReport?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition($"{Select} where id = @id", new { id }, cancellationToken: cancellationToken)))
            ?.ToReport();
    }

    /// <summary>What somebody has reported, by room and number: found by the rooms that they are or were in.</summary>
    public async Task<MessageReport[]> ListOfReporterAsync(Guid reporter, MessageId? after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            {Select}
            where reporter_id = @reporter and room_id in (select m.room_id from chat_member m where m.account_id = @reporter)
              and (@room::uuid is null or (room_id, message_seq) > (@room::uuid, @seq::bigint))
            order by room_id, message_seq limit @limit
            """,
            new { reporter, room = OwnChatQueries.RoomOf(after), seq = after?.Seq, limit }, cancellationToken: cancellationToken));
        return [.. rows.Select(static row => row.ToReport())];
    }

    /// <summary>Whether a member has reported the message.</summary>
    public async Task<bool> HasAsync(Guid roomId, long seq, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from chat_report where room_id = @roomId and message_seq = @seq and reporter_id is not null)",
            new { roomId, seq }, cancellationToken: cancellationToken));
    }

    /// <summary>The reported message and some before and after it.</summary>
    public async Task<ImmutableArray<ChatMessage>> AroundAsync(MessageReport report, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<EventRow>(new CommandDefinition(
            $"""
            (select {EventRow.Columns} from chat_event e
             where e.room_id = @room and e.kind = 1 and e.removal = 0 and e.seq <= @Seq order by e.seq desc limit {ChatLimits.ReportContext + 1})
            union all
            (select {EventRow.Columns} from chat_event e
             where e.room_id = @room and e.kind = 1 and e.removal = 0 and e.seq > @Seq order by e.seq limit {ChatLimits.ReportContext})
            """,
            new { room = Guid.Parse(report.RoomId), report.Seq }, cancellationToken: cancellationToken));
        return [.. rows.OrderBy(static row => row.Seq).Select(row => ChatMessage.Of(report.RoomId, row.ToEvent()))];
    }

    /// <summary>A page of those with a status, oldest first.</summary>
    public async Task<MessageReport[]> ListAsync(ReportStatus status, Cursor? after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            {Select} where status = @status and (@At::timestamptz is null or (created_at, id) > (@At::timestamptz, @Id::uuid))
            order by created_at, id limit @limit
            """,
            new { status = (short)status, At = after?.At.UtcDateTime, after?.Id, limit }, cancellationToken: cancellationToken));
        return [.. rows.Select(static row => row.ToReport())];
    }

    /// <summary>A message was hidden: all open reports of it are upheld; when nobody had told of it, this is the first record of it.</summary>
    public async Task HiddenAsync(Guid id, Guid roomId, RoomEvent message, HideMessage command, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            update chat_report set status = @Upheld, decided_by = @by, decided_at = @at, decision = @Reason
            where room_id = @roomId and message_seq = @Seq and status = @Open;
            insert into chat_report (id, room_id, message_seq, sender_id, reason, note, body, status, created_at, decided_by, decided_at, decision)
            select @id, @roomId, @Seq, @sender, 0, '', coalesce(e.body, ''), @Upheld, @at, @by, @at, @Reason
            from chat_event e
            where e.room_id = @roomId and e.seq = @Seq
              and not exists (select from chat_report r where r.room_id = @roomId and r.message_seq = @Seq and r.status = @Upheld);
            """,
            new
            {
                id,
                roomId,
                command.Seq,
                command.Reason,
                by = Guid.Parse(command.ById),
                sender = message.ActorId is { } sender ? Guid.Parse(sender) : (Guid?)null,
                at = at.UtcDateTime,
                Upheld,
                Open,
            },
            cancellationToken: cancellationToken));
    }

    /// <summary>The report is dismissed, if nobody has decided about it.</summary>
    public async Task DismissAsync(Guid id, Guid by, string reason, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "update chat_report set status = @Dismissed, decided_by = @by, decided_at = @at, decision = @reason where id = @id and status = @Open",
            new { id, by, reason, at = at.UtcDateTime, Dismissed = (short)ReportStatus.Dismissed, Open }, cancellationToken: cancellationToken));
    }

    private sealed record Row(
        Guid Id, Guid RoomId, long Seq, Guid? SenderId, Guid? ReporterId, short Reason, string Note, string Body, short Status, DateTime CreatedAt,
        Guid? DecidedBy, DateTime? DecidedAt, string? Decision)
    {
        public MessageReport ToReport() => new(
            Id.ToString(), RoomId.ToString(), Seq, SenderId?.ToString(), ReporterId?.ToString(), (ReportReason)Reason, Note, Body, (ReportStatus)Status, CreatedAt)
        {
            DecidedBy = DecidedBy?.ToString(),
            DecidedAt = DecidedAt,
            Decision = Decision,
        };
    }
}
