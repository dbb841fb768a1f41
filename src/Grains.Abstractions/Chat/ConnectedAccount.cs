using System.Collections.Immutable;

namespace Nusaloka.Chat;

/// <summary>Somebody with connected clients.</summary>
/// <param name="AccountId">Who.</param>
/// <param name="NodeIds">The nodes with clients of theirs.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ConnectedAccount")]
public sealed record ConnectedAccount([property: Id(0)] string AccountId, [property: Id(1)] ImmutableArray<string> NodeIds)
{
    /// <summary>Those of the nodes where one of the clients is for notifications.</summary>
    [Id(2)]
    public ImmutableArray<string> NotifiedNodeIds { get; init; } = [];
}
