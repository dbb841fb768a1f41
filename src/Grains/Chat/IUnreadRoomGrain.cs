using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Chat;

/// <summary>What a room knows of those who have not read it. Key: the room's id; the same grain as <see cref="Nusaloka.Chat.IChatRoomGrain"/>.</summary>
[Alias("nusaloka.IUnreadRoomGrain")]
internal interface IUnreadRoomGrain : IGrainWithStringKey
{
    /// <summary>Who has not read what, without a look into the history; null when there is no such room.</summary>
    /// <param name="after">Mentions up to here were told.</param>
    /// <param name="since">What is older is not told.</param>
    /// <param name="cancellationToken">Cancels.</param>
    [AlwaysInterleave, Alias("Look")]
    Task<UnreadLook?> LookAsync(long after, DateTimeOffset since, CancellationToken cancellationToken = default);

    /// <summary>It is durable that they were told.</summary>
    [AlwaysInterleave, Alias("Told")]
    Task ToldAsync(ImmutableArray<ToldMember> told, CancellationToken cancellationToken = default);
}
