using System.Threading.Channels;
using Nusaloka.Api.Http;
using Nusaloka.Chat;

namespace Nusaloka.Api.Realtime;

/// <content>Rooms that clients join without naming them: those of their account, and those that it is added to.</content>
public sealed partial class NodeRealtime
{
    /// <summary>Rooms that are joined at once for one client, or for all whose accounts are added to some.</summary>
    private const int JoinedAtOnce = 8;

    /// <summary>So often a room is asked that fails; then its client is told.</summary>
    private const int MaxJoinTries = 3;

    private const int MaxAdded = 10_000;

    private static readonly TimeSpan JoinPause = TimeSpan.FromMilliseconds(500);

    private readonly Channel<(ClientConnection Connection, string RoomId)> _added =
        Channel.CreateBounded<(ClientConnection, string)>(new BoundedChannelOptions(MaxAdded) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>So many rooms a client joins without naming them; the others are left for those that it names.</summary>
    internal int MaxJoinedByItself => Math.Min(PageRequest.MaxLimit, Options.RoomsPerConnection);

    /// <summary>Joins rooms, some at a time. One that fails again and again is told by an error frame that names it; the others do not wait for it.</summary>
    internal Task JoinAllAsync(ClientConnection connection, IEnumerable<string> roomIds, Language language, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            roomIds, new ParallelOptions { MaxDegreeOfParallelism = JoinedAtOnce, CancellationToken = cancellationToken },
            async (roomId, token) =>
            {
                if (!await TryJoinAsync(roomId, trying => JoinOnceAsync(connection, roomId, trying), token))
                    connection.Enqueue(SystemFrames.Refused(RealtimeErrors.RoomAway, requestId: null, language, roomId));
            });

    /// <summary>What rooms tell of those who have become members, or are none any more.</summary>
    internal void Take(MembershipNews news)
    {
        foreach (var one in news.Events)
        {
            if (one.Member is not { } member)
                continue;
            var frame = RoomFrames.Membership(news.RoomId, one);
            foreach (var connection in _accounts.Of(member.AccountId))
            {
                if (!connection.Topics.HasFlag(ConnectionTopics.Chat))
                    continue;
                connection.Enqueue(frame);
                if (member.Change == MemberChange.Joined && connection.JoinsNewRooms)
                    _added.Writer.TryWrite((connection, news.RoomId));
            }
        }
    }

    /// <summary>
    /// Has clients join the rooms that they are added to, until they have joined many. Rooms are waited for, clients never: who reads slowly keeps nobody else from
    /// a room.
    /// </summary>
    private async Task JoinAddedAsync(CancellationToken stoppingToken) => await Parallel.ForEachAsync(
        _added.Reader.ReadAllAsync(stoppingToken), new ParallelOptions { MaxDegreeOfParallelism = JoinedAtOnce, CancellationToken = stoppingToken },
        async (one, token) =>
        {
            if (one.Connection.IsClosing || !HasRoom(one.Connection))
                return;
            Task? joining = null;
            await TryJoinAsync(one.RoomId, async trying => joining = await JoinUnaskedAsync(one.Connection, one.RoomId, trying), token);
            // What the client does by itself may take as long as the client; it has no place here meanwhile.
            joining?.GetAwaiter().UnsafeOnCompleted(() => _added.Writer.TryWrite(one));
        });

    private bool HasRoom(ClientConnection connection)
    {
        lock (connection.Seats)
            return connection.Seats.Count < MaxJoinedByItself;
    }

    /// <summary>Whether the room has answered, be it that the client has left it meanwhile.</summary>
    private async Task<bool> TryJoinAsync(string roomId, Func<CancellationToken, Task> join, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await join(cancellationToken);
                return true;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogNotJoined(exception, roomId, attempt);
                if (attempt == MaxJoinTries)
                    return false;
            }

            await Task.Delay(JoinPause * attempt, _time, cancellationToken);
        }
    }

    [LoggerMessage(6690, LogLevel.Warning, "A client could not be brought into room {RoomId} (try {Attempt}); it is told when that goes on.")]
    private partial void LogNotJoined(Exception exception, string roomId, int attempt);
}
