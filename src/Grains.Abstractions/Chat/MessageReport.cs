namespace Nusaloka.Chat;

/// <summary>A message that staff were told of, and what they made of it.</summary>
/// <param name="Id">Of the report.</param>
/// <param name="RoomId">The room.</param>
/// <param name="Seq">The message.</param>
/// <param name="SenderId">Who sent it.</param>
/// <param name="ReporterId">Who told of it; null when staff found it themselves.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="Note">What the reporter has to say.</param>
/// <param name="Text">What the message said then.</param>
/// <param name="Status">How far it is.</param>
/// <param name="CreatedAt">When.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.MessageReport")]
public sealed record MessageReport(
    [property: Id(0)] string Id,
    [property: Id(1)] string RoomId,
    [property: Id(2)] long Seq,
    [property: Id(3)] string? SenderId,
    [property: Id(4)] string? ReporterId,
    [property: Id(5)] ReportReason Reason,
    [property: Id(6)] string Note,
    [property: Id(7)] string Text,
    [property: Id(8)] ReportStatus Status,
    [property: Id(9)] DateTimeOffset CreatedAt)
{
    /// <summary>The member of staff who decided.</summary>
    [Id(10)]
    public string? DecidedBy { get; init; }

    /// <summary>When they did.</summary>
    [Id(11)]
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Why they decided so.</summary>
    [Id(12)]
    public string? Decision { get; init; }

    /// <summary>Leaves what people say out of logs.</summary>
    public override string ToString() => $"{nameof(MessageReport)} {{ {nameof(Id)} = {Id}, {nameof(Status)} = {Status} }}";
}
