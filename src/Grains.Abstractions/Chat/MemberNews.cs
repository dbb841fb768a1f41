namespace Nusaloka.Chat;

/// <summary>What an event says of a member.</summary>
/// <param name="AccountId">Who.</param>
/// <param name="Change">What happened.</param>
/// <param name="Role">Their role after it.</param>
/// <param name="MutedUntil">Until when they may not write; null when they may.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.MemberNews")]
public sealed record MemberNews(
    [property: Id(0)] string AccountId,
    [property: Id(1)] MemberChange Change,
    [property: Id(2)] RoomRole Role,
    [property: Id(3)] DateTimeOffset? MutedUntil = null);
