using System.Collections.Immutable;

namespace Nusaloka.Chat;

/// <summary>What a node has to say to one partition of presence. All that is named belongs to the partition; at most <see cref="PresencePartitions.MaxReported"/> in all.</summary>
/// <param name="NodeId">The node; a new one each time that its process starts.</param>
/// <param name="IsFirst">Whether the node begins anew: what it said before is forgotten.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.PresenceReport")]
public sealed record PresenceReport([property: Id(0)] string NodeId, [property: Id(1)] bool IsFirst)
{
    /// <summary>Accounts of which a client is connected here now.</summary>
    [Id(2)]
    public ImmutableArray<string> Connected { get; init; } = [];

    /// <summary>Those of <see cref="Connected"/> none of whose clients here is for notifications: they are told of none.</summary>
    [Id(6)]
    public ImmutableArray<string> Unnotified { get; init; } = [];

    /// <summary>Accounts of which none is any more.</summary>
    [Id(3)]
    public ImmutableArray<string> Disconnected { get; init; } = [];

    /// <summary>Accounts of which the node wants to hear from now on.</summary>
    [Id(4)]
    public ImmutableArray<string> Watched { get; init; } = [];

    /// <summary>Accounts of which it does not any more.</summary>
    [Id(5)]
    public ImmutableArray<string> Unwatched { get; init; } = [];
}
