using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Nusaloka.Chat;

/// <summary>
/// Who is connected to which node: one of <see cref="PresencePartitions.Count"/> partitions. Key: its number. It knows what nodes have told it lately, in memory;
/// stored is only when people were last seen.
/// </summary>
[Alias("nusaloka.IPresenceGrain")]
public interface IPresenceGrain : IGrainWithStringKey
{
    /// <summary>A node says who has come and gone, and whom it wants to hear of; also with nothing to say it renews its <see cref="PresencePartitions.Lease"/>.</summary>
    [AlwaysInterleave, Alias("Report")]
    Task<PresenceReply> ReportAsync(PresenceReport report, CancellationToken cancellationToken = default);

    /// <summary>A node ends: its people are not there any more.</summary>
    [AlwaysInterleave, Alias("Leave")]
    Task LeaveAsync(string nodeId, CancellationToken cancellationToken = default);

    /// <summary>How somebody may see others. The caller vouches that they share a room.</summary>
    [AlwaysInterleave, Alias("Get")]
    Task<ImmutableArray<Presence>> GetAsync(string viewerId, ImmutableArray<string> accountIds, CancellationToken cancellationToken = default);

    /// <summary>Those of the accounts that are connected, and where.</summary>
    [AlwaysInterleave, Alias("Find")]
    Task<ImmutableArray<ConnectedAccount>> FindAsync(ImmutableArray<string> accountIds, CancellationToken cancellationToken = default);

    /// <summary>
    /// Those whom the events of a room are about and who are connected, and where: the room tells those nodes. A node to which one of them is being connected
    /// meanwhile gets the events with the answer to its report, if that comes within seconds.
    /// </summary>
    [AlwaysInterleave, Alias("FindMembers")]
    Task<ImmutableArray<ConnectedAccount>> FindMembersAsync(MembershipNews news, CancellationToken cancellationToken = default);

    /// <summary>Somebody has blocked this person or lets them again, or the other way round: who may see them is read anew.</summary>
    [Alias("ReadBlocks")]
    Task ReadBlocksAsync(string accountId, CancellationToken cancellationToken = default);

    /// <summary>Forgets when somebody was last seen, whose account is closed.</summary>
    [AlwaysInterleave, Alias("Forget")]
    Task ForgetAsync(string accountId, CancellationToken cancellationToken = default);
}
