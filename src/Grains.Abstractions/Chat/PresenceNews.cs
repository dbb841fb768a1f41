using System.Collections.Immutable;

namespace Nusaloka.Chat;

/// <summary>What has changed of those whom a node watches, since it was last told: only how they are now.</summary>
/// <param name="Changed">Each at most once.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.PresenceNews")]
public sealed record PresenceNews([property: Id(0)] ImmutableArray<WatchedPresence> Changed);
