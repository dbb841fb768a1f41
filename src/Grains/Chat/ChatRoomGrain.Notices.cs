using System.Collections.Immutable;
using Nusaloka.Chat;

namespace Nusaloka.Grains.Chat;

/// <content>Who is told that something is unread.</content>
internal sealed partial class ChatRoomGrain
{
    private static readonly HashSet<(Guid, Guid)> Nobody = [];

    private RoomNotices? _notices;

    /// <summary>Whether something was said since others were last told that somebody does not know of.</summary>
    private bool _isNewsWanted;

    public async Task<UnreadLook?> LookAsync(long after, DateTimeOffset since, CancellationToken cancellationToken)
    {
        if (_memory is not { } room || _notices is not { } notices)
        {
            NotThere();
            return null;
        }

        // What is said while blocks are read is for the next look.
        var upTo = room.Head.LastSeq;
        var blocked = room.Kind == RoomKind.Direct ? Nobody : await BlocksAsync(room, upTo, cancellationToken);
        return new UnreadWindow(room, notices, blocked, since).Look(upTo, after, time.GetUtcNow());
    }

    public Task ToldAsync(ImmutableArray<ToldMember> told, CancellationToken cancellationToken)
    {
        foreach (var one in told)
            _notices?.Told(one.AccountId.ToString(), one.ReadSeq);
        return Task.CompletedTask;
    }

    /// <summary>Who is behind and has blocked somebody who has said something lately.</summary>
    private async Task<HashSet<(Guid, Guid)>> BlocksAsync(RoomMemory room, long upTo, CancellationToken cancellationToken)
    {
        Guid[] behind = [.. room.Members.Where(member => member.ReadSeq < upTo).Select(static member => Guid.Parse(member.AccountId))];
        Guid[] senders =
        [
            .. (room.Recent.After(room.Recent.FirstSeq - 1) ?? []).Where(static one => one.Kind == RoomEventKind.Message).Select(static one => one.ActorId)
                .OfType<string>().Distinct(StringComparer.Ordinal).Select(Guid.Parse),
        ];
        return behind.Length == 0 || senders.Length == 0 ? Nobody : await blocks.FindAsync(behind, senders, cancellationToken);
    }

    /// <summary>Something is about to be said: others are told, unless all of them were told before that there is something to read.</summary>
    private void WantNews(SendMessage command) =>
        _isNewsWanted |= _notices is null || _notices.HasOpen(command.SenderId) || command.Content.Text.Contains('@', StringComparison.Ordinal);
}
