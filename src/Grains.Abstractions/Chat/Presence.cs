namespace Nusaloka.Chat;

/// <summary>Whether somebody is there, as another may know it.</summary>
/// <param name="AccountId">Who.</param>
/// <param name="IsOnline">Whether a client of theirs is connected.</param>
/// <param name="SeenAt">When the last one was, in whole seconds; null while one is, when nobody knows, and for those who may not know it.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Presence")]
public sealed record Presence([property: Id(0)] string AccountId, [property: Id(1)] bool IsOnline, [property: Id(2)] DateTimeOffset? SeenAt = null)
{
    /// <summary>What is shown of somebody who is not shown.</summary>
    public static Presence Hidden(string accountId) => new(accountId, IsOnline: false);
}
