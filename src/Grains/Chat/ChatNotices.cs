using Nusaloka.Chat;
using Nusaloka.Grains.Notifications;

namespace Nusaloka.Grains.Chat;

/// <summary>
/// Tells members that something waits for them: of each mention once, and of a room once until they read on. The room says who; the history is asked only
/// for what the room has no more at hand. Ids are made from what they had read, so looking twice tells once.
/// </summary>
internal sealed class ChatNotices(IGrainFactory grains, UnreadMembers members, NotificationPublisher publisher, TimeProvider time) : IDisposable
{
    private const string Product = "Nusaloka";
    private const string MessageKind = "chat.message";
    private const int AtOnce = 500;

    /// <summary>
    /// Rooms that are looked at at once. Those where people talk have their alarms in the same seconds, and what they say now goes before who has not read what was
    /// said half a minute ago: each that looks takes a connection of the database.
    /// </summary>
    private const int RoomsAtOnce = 4;

    private static readonly TimeSpan News = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim _places = new(RoomsAtOnce);

    public void Dispose() => _places.Dispose();

    /// <summary>Tells them of what was said; answers up to where mentions were told.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="after">Mentions up to here were told.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<long> TellAsync(string roomId, long after, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(roomId, out var id))
            return after;
        await _places.WaitAsync(cancellationToken);
        try
        {
            return await TellAsync(roomId, id, after, time.GetUtcNow() - News, cancellationToken);
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task<long> TellAsync(string roomId, Guid id, long after, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var room = grains.GetGrain<IUnreadRoomGrain>(roomId);
        while (true)
        {
            if (await room.LookAsync(after, since, cancellationToken) is not { } look)
                return after;

            // Whoever is told of a mention is told of nothing else of the room until they read.
            var mentioned = new HashSet<Guid>();
            while (after < look.MentionsFrom)
            {
                (var some, after) = await members.MentionedAsync(id, after, look.MentionsFrom, since, cancellationToken);
                await MentionAsync(some);
            }

            await MentionAsync(look.Mentioned);
            after = look.MentionsUpTo;
            UnreadMember[] others = [.. look.Others, .. await members.NotToldAsync(id, look.UpTo, since, look.Unknown, cancellationToken)];
            var title = look.Kind == RoomKind.Group ? look.Title : null;
            await TellAsync(room, id, others.Where(one => !mentioned.Contains(one.AccountId)), one => Message(roomId, title, one), cancellationToken);
            if (!look.HasMore)
                return after;

            async Task MentionAsync(IReadOnlyCollection<UnreadMember> some)
            {
                mentioned.UnionWith(some.Select(static one => one.AccountId));
                await TellAsync(room, id, some, one => Mention(roomId, one), cancellationToken);
            }
        }
    }

    private async Task TellAsync(
        IUnreadRoomGrain room, Guid roomId, IEnumerable<UnreadMember> all, Func<UnreadMember, NewNotification> notify, CancellationToken cancellationToken)
    {
        foreach (var some in all.Chunk(AtOnce))
        {
            var named = await members.NamedAsync(some, cancellationToken);
            await publisher.PublishAsync([.. named.Select(notify)], cancellationToken);
            ToldMember[] told = [.. some.Select(static one => new ToldMember(one.AccountId, one.ReadSeq)).Distinct()];
            await members.ToldAsync(roomId, told, cancellationToken);
            await room.ToldAsync([.. told], cancellationToken);
        }
    }

    private static string MessageSource(string roomId, long readSeq) => $"chat/{roomId}/after/{readSeq}";

    private static NewNotification Mention(string roomId, UnreadMember one) =>
        Create($"chat/{roomId}/{one.Seq}", "chat.mentioned", roomId, one, one.Name ?? Product);

    private static NewNotification Message(string roomId, string? title, UnreadMember one) =>
        Create(MessageSource(roomId, one.ReadSeq), MessageKind, roomId, one, title ?? one.Name ?? Product);

    private static NewNotification Create(string source, string kind, string roomId, UnreadMember one, string from) => NewNotification.Of(
        source, one.AccountId.ToString(), kind, one.At, ("conversation_id", roomId), ("from", from), ("sender_id", one.SenderId?.ToString() ?? ""));
}
