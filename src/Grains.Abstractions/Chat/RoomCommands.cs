using System.Collections.Immutable;

namespace Nusaloka.Chat;

/// <summary>Opens a room, or finds it open. The id must be that of <see cref="RoomIds"/> for its kind.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="CreatorId">Who opens it: the owner of a group; null for the product itself.</param>
/// <param name="MemberIds">Who else is in it from the beginning: the other of a direct room, the others of a group or booking.</param>
/// <param name="Title">The name of a group, or of another room that has one.</param>
/// <param name="SubjectId">The booking, or the person who is helped.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.OpenRoom")]
public sealed record OpenRoom(
    [property: Id(0)] RoomKind Kind,
    [property: Id(1)] string? CreatorId,
    [property: Id(2)] ImmutableArray<string> MemberIds,
    [property: Id(3)] string Title = "",
    [property: Id(4)] string? SubjectId = null);

/// <summary>Sends a message.</summary>
/// <param name="SenderId">Who sends it, a member; null for the product itself.</param>
/// <param name="Content">What it says.</param>
/// <param name="ClientMessageId">Its name: sending it again under the same name answers the first one. Null: it has none.</param>
/// <param name="ReplyTo">The message that it answers.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SendMessage")]
public sealed record SendMessage(
    [property: Id(0)] string? SenderId,
    [property: Id(1)] MessageContent Content,
    [property: Id(2)] string? ClientMessageId = null,
    [property: Id(3)] long? ReplyTo = null);

/// <summary>Gives a message of one's own another text.</summary>
/// <param name="AccountId">Its sender.</param>
/// <param name="Seq">The message.</param>
/// <param name="Text">What it says from now on.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.EditMessage")]
public sealed record EditMessage([property: Id(0)] string AccountId, [property: Id(1)] long Seq, [property: Id(2)] string Text)
{
    /// <summary>Leaves what it says out of logs.</summary>
    public override string ToString() => $"{nameof(EditMessage)} {{ {nameof(AccountId)} = {AccountId}, {nameof(Seq)} = {Seq} }}";
}

/// <summary>Reacts to a message, or takes the reaction back.</summary>
/// <param name="AccountId">The member.</param>
/// <param name="Seq">The message.</param>
/// <param name="Emoji">The reaction.</param>
/// <param name="IsAdded">Whether it is given; otherwise it is taken back.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ReactToMessage")]
public sealed record ReactToMessage(
    [property: Id(0)] string AccountId, [property: Id(1)] long Seq, [property: Id(2)] string Emoji, [property: Id(3)] bool IsAdded);

/// <summary>Changes what a member may do.</summary>
/// <param name="ById">Who changes it.</param>
/// <param name="AccountId">The member.</param>
/// <param name="Role">Their new role; null leaves it.</param>
/// <param name="Mute">How long they may not write; zero lets them write again, null leaves it.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ChangeMember")]
public sealed record ChangeMember(
    [property: Id(0)] string ById, [property: Id(1)] string AccountId, [property: Id(2)] RoomRole? Role, [property: Id(3)] TimeSpan? Mute);

/// <summary>Changes what a room is for oneself alone.</summary>
/// <param name="AccountId">The member.</param>
/// <param name="Quiet">How long they want no notifications; zero ends it, null leaves it.</param>
/// <param name="IsBlocked">Whether the other of a direct room is blocked; null leaves it.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ChangeOwnSettings")]
public sealed record ChangeOwnSettings(
    [property: Id(0)] string AccountId, [property: Id(1)] TimeSpan? Quiet, [property: Id(2)] bool? IsBlocked);

/// <summary>Hides a message.</summary>
/// <param name="ById">The member of staff.</param>
/// <param name="Seq">The message.</param>
/// <param name="Reason">Why; kept with the record.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.HideMessage")]
public sealed record HideMessage([property: Id(0)] string ById, [property: Id(1)] long Seq, [property: Id(2)] string Reason);

/// <summary>Tells staff of a message.</summary>
/// <param name="ReporterId">A member.</param>
/// <param name="Seq">The message.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="Note">What the reporter has to say.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ReportMessage")]
public sealed record ReportMessage(
    [property: Id(0)] string ReporterId, [property: Id(1)] long Seq, [property: Id(2)] ReportReason Reason, [property: Id(3)] string Note)
{
    /// <summary>Leaves what people say out of logs.</summary>
    public override string ToString() => $"{nameof(ReportMessage)} {{ {nameof(ReporterId)} = {ReporterId}, {nameof(Seq)} = {Seq}, {nameof(Reason)} = {Reason} }}";
}
