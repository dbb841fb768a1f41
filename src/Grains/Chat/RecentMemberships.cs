using System.Collections.Immutable;
using Nusaloka.Chat;

namespace Nusaloka.Grains.Chat;

/// <summary>
/// Who has become a member of a room in the last seconds, or is none any more, and which nodes the room tells: whoever is being connected to another meanwhile
/// would not hear of it. Not thread-safe.
/// </summary>
internal sealed class RecentMemberships
{
    /// <summary>How long it is kept: longer than a node takes to say who is connected to it, be it a second time.</summary>
    public static readonly TimeSpan Kept = PresencePartitions.Lease;

    /// <summary>Beyond it the oldest are forgotten.</summary>
    public const int MaxKept = 10_000;

    private readonly Queue<Change> _changes = new();

    /// <summary>Takes in what a room tells the nodes of those who are connected.</summary>
    public void Add(MembershipNews news, IReadOnlyCollection<ConnectedAccount> connected, DateTimeOffset now)
    {
        Forget(now);
        foreach (var one in news.Events)
        {
            if (one.Member is not { } member)
                continue;
            var nodes = connected.FirstOrDefault(account => account.AccountId == member.AccountId)?.NodeIds ?? [];
            _changes.Enqueue(new Change(now, news.RoomId, one, member.AccountId, nodes));
        }

        while (_changes.Count > MaxKept)
            _changes.Dequeue();
    }

    /// <summary>What a node was not told of accounts that are connected to it from now on.</summary>
    public ImmutableArray<MembershipNews> MissedBy(string nodeId, ImmutableArray<string> accountIds, DateTimeOffset now)
    {
        Forget(now);
        if (_changes.Count == 0 || accountIds.IsEmpty)
            return [];
        var accounts = accountIds.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. _changes.Where(one => accounts.Contains(one.AccountId) && !one.NodeIds.Contains(nodeId))
                .Select(static one => new MembershipNews(one.RoomId, [one.Event])),
        ];
    }

    private void Forget(DateTimeOffset now)
    {
        while (_changes.TryPeek(out var oldest) && now - oldest.At > Kept)
            _changes.Dequeue();
    }

    private sealed record Change(DateTimeOffset At, string RoomId, RoomEvent Event, string AccountId, ImmutableArray<string> NodeIds);
}
