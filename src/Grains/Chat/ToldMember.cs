namespace Nusaloka.Grains.Chat;

/// <summary>A member who was told that something is unread.</summary>
/// <param name="AccountId">Who.</param>
/// <param name="ReadSeq">How far they had read.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ToldMember")]
internal sealed record ToldMember([property: Id(0)] Guid AccountId, [property: Id(1)] long ReadSeq);
