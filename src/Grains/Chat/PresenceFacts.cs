using System.Collections.Immutable;

namespace Nusaloka.Grains.Chat;

/// <summary>What is stored of somebody's presence.</summary>
/// <param name="AccountId">Who.</param>
/// <param name="SeenAt">When they were last seen; null when nobody knows.</param>
/// <param name="HiddenFrom">Those who have blocked them or whom they have blocked.</param>
internal sealed record PresenceFacts(string AccountId, DateTimeOffset? SeenAt, ImmutableArray<string> HiddenFrom);
