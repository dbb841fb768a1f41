using Nusaloka.Chat;

namespace Nusaloka.Grains.Chat;

/// <summary>
/// Tells members that something waits for them: of each mention once, and of a room once until they read on. The room says who; the history is asked only
/// for what the room has no more at hand.
/// </summary>
internal sealed class ChatNotices(IGrainFactory grains, UnreadMembers members, UnreadNotices notices, TimeProvider time) : IDisposable
{
    /// <summary>Rooms that are looked at at once: enough that what small ones have to tell fills a write.</summary>
    private const int RoomsAtOnce = 64;

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
            return await TellAsync(grains.GetGrain<IUnreadRoomGrain>(roomId), id, after, time.GetUtcNow() - News, cancellationToken);
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task<long> TellAsync(IUnreadRoomGrain room, Guid id, long after, DateTimeOffset since, CancellationToken cancellationToken)
    {
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
            await TellAsync(room, new UnreadNotice(id, title, IsMention: false, [.. others.Where(one => !mentioned.Contains(one.AccountId))]), cancellationToken);
            if (!look.HasMore)
                return after;

            async Task MentionAsync(IReadOnlyList<UnreadMember> some)
            {
                mentioned.UnionWith(some.Select(static one => one.AccountId));
                await TellAsync(room, new UnreadNotice(id, Title: null, IsMention: true, some), cancellationToken);
            }
        }
    }

    private async Task TellAsync(IUnreadRoomGrain room, UnreadNotice notice, CancellationToken cancellationToken)
    {
        foreach (var some in notice.Members.Chunk(UnreadNotices.MostAtOnce))
        {
            await notices.TellAsync(notice with { Members = some }, cancellationToken);
            await room.ToldAsync([.. some.Select(static one => new ToldMember(one.AccountId, one.ReadSeq)).Distinct()], cancellationToken);
        }
    }
}
