namespace Nusaloka.Accounts;

/// <summary>What sign-in and sessions must know of an account.</summary>
/// <param name="Account">The account, which is open.</param>
/// <param name="IsBanned">Whether staff have shut it.</param>
/// <param name="AccessVersion">
/// Grows with each change after which older sessions must not go on: another password, another role, a ban.
/// </param>
/// <param name="KeptSession">The session that was spared by the latest of these changes; null when none was.</param>
/// <param name="BannedAt">Since when it is shut.</param>
/// <param name="BanReason">Why: for staff only.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.AccountStanding")]
public sealed record AccountStanding(
    [property: Id(0)] Account Account,
    [property: Id(1)] bool IsBanned,
    [property: Id(2)] long AccessVersion,
    [property: Id(3)] string? KeptSession,
    [property: Id(4)] DateTimeOffset? BannedAt = null,
    [property: Id(5)] string? BanReason = null);
