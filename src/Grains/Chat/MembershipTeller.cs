using Microsoft.Extensions.Logging;
using Nusaloka.Chat;
using Orleans.Streams;

namespace Nusaloka.Grains.Chat;

/// <summary>
/// Tells those who become members of a room, or are none any more, on all nodes where they are connected: their clients have not joined it yet, or name the
/// rooms that they join. Nobody waits for it. Belongs to one activation and runs on its scheduler.
/// </summary>
internal sealed partial class MembershipTeller(string roomId, IGrainFactory grains, Func<string, IAsyncStream<MembershipNews>> streamOf, ILogger logger)
{
    private readonly List<RoomEvent> _waiting = [];
    private Task _telling = Task.CompletedTask;

    /// <summary>Tells those whom the events are about.</summary>
    public void Tell(IEnumerable<RoomEvent> events)
    {
        _waiting.AddRange(events.Where(static one => one.Member is { Change: MemberChange.Joined or MemberChange.Left or MemberChange.Removed }));
        if (_waiting.Count > 0 && _telling.IsCompleted)
            _telling = TellAsync();
    }

    private async Task TellAsync()
    {
        while (_waiting.Count > 0)
        {
            RoomEvent[] some = [.. _waiting];
            _waiting.Clear();
            try
            {
                foreach (var (nodeId, accounts) in await NodesOfAsync(some))
                    await streamOf(nodeId).OnNextAsync(new MembershipNews(roomId, [.. some.Where(one => one.Member is { } member && accounts.Contains(member.AccountId))]));
            }
            catch (Exception exception)
            {
                LogNotTold(exception, roomId);
            }
        }
    }

    /// <summary>The nodes with clients of those whom the events are about, and of whom.</summary>
    private async Task<Dictionary<string, HashSet<string>>> NodesOfAsync(RoomEvent[] events)
    {
        var partitions = events.GroupBy(static one => PresencePartitions.Of(one.Member?.AccountId ?? ""));
        var found = await Task.WhenAll(partitions.Select(one =>
            grains.GetGrain<IPresenceGrain>(PresencePartitions.Key(one.Key)).FindMembersAsync(new MembershipNews(roomId, [.. one]))));
        var nodes = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var connected in found.SelectMany(static some => some))
        {
            foreach (var nodeId in connected.NodeIds)
            {
                if (!nodes.TryGetValue(nodeId, out var accounts))
                    nodes.Add(nodeId, accounts = new HashSet<string>(StringComparer.Ordinal));
                accounts.Add(connected.AccountId);
            }
        }

        return nodes;
    }

    [LoggerMessage(EventId = 6691, Level = LogLevel.Warning, Message = "Who has become a member of room {RoomId}, or is none any more, could not be told at once")]
    private partial void LogNotTold(Exception exception, string roomId);
}
