namespace Nusaloka.Api.RateLimits;

/// <summary>What a route says of its rate limit. Without one, a route counts as reading or writing, or as anonymous.</summary>
/// <param name="Name">The class, see <see cref="Limits"/>; null for no limit.</param>
public sealed record RateLimitMetadata(string? Name);
