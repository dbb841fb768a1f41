using Nusaloka.Chat;
using Nusaloka.Grains.Notifications;

namespace Nusaloka.Grains.Chat;

/// <summary>
/// Tells members that something waits for them: of each mention once, and of a room once until they read on. Ids are made from what they had read, so
/// looking twice tells once.
/// </summary>
internal sealed class ChatNotices(UnreadMembers members, NotificationPublisher publisher, TimeProvider time)
{
    private const string Product = "Nusaloka";
    private const int AtOnce = 500;

    private static readonly TimeSpan News = TimeSpan.FromDays(1);

    /// <summary>Tells them of what was said; answers up to where.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="after">Mentions up to here were told.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<long> TellAsync(string roomId, long after, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(roomId, out var id) || await members.RoomAsync(id, cancellationToken) is not var (lastSeq, kind, title))
            return after;

        var now = time.GetUtcNow();
        var mentioned = await members.MentionedAsync(id, after, lastSeq, now - News, cancellationToken);
        await TellAsync(id, mentioned, one => Mention(roomId, one), cancellationToken);
        // Whoever was just told of a mention is told of nothing else of the room until they read.
        var others = await members.NotToldAsync(id, lastSeq, now - News, now, cancellationToken);
        await TellAsync(id, others, one => Message(roomId, (RoomKind)kind == RoomKind.Group ? title : null, one), cancellationToken);
        return lastSeq;
    }

    private async Task TellAsync(Guid roomId, UnreadMember[] all, Func<UnreadMember, NewNotification> notify, CancellationToken cancellationToken)
    {
        foreach (var some in all.Chunk(AtOnce))
        {
            await publisher.PublishAsync([.. some.Select(notify)], cancellationToken);
            await members.ToldAsync(roomId, some, cancellationToken);
        }
    }

    private static NewNotification Mention(string roomId, UnreadMember one) =>
        Create($"chat/{roomId}/{one.Seq}", "chat.mentioned", roomId, one, one.Name ?? Product);

    private static NewNotification Message(string roomId, string? title, UnreadMember one) =>
        Create($"chat/{roomId}/after/{one.ReadSeq}", "chat.message", roomId, one, title ?? one.Name ?? Product);

    private static NewNotification Create(string source, string kind, string roomId, UnreadMember one, string from) => NewNotification.Of(
        source, one.AccountId.ToString(), kind, one.At, ("conversation_id", roomId), ("from", from), ("sender_id", one.SenderId?.ToString() ?? ""));
}
