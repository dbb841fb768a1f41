using Nusaloka.Accounts;

namespace Nusaloka.Profiles;

/// <summary>What a person sees of themselves.</summary>
/// <param name="Account">Name, identifiers and role.</param>
/// <param name="Photo">The id of an uploaded picture or an https address; null when there is none.</param>
/// <param name="Bio">A few words about themselves; may be empty.</param>
/// <param name="Preferences">Language, time zone and currency.</param>
/// <param name="Verification">Whether we know who it is.</param>
/// <param name="Version">Grows with each change of account or profile; the ETag of the API.</param>
/// <param name="UpdatedAt">When either last changed, UTC.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Profile")]
public sealed record Profile(
    [property: Id(0)] Account Account,
    [property: Id(1)] string? Photo,
    [property: Id(2)] string Bio,
    [property: Id(3)] Preferences Preferences,
    [property: Id(4)] VerificationStatus Verification,
    [property: Id(5)] long Version,
    [property: Id(6)] DateTimeOffset UpdatedAt);

/// <summary>What everybody sees of a person: nothing by which they could be reached, paid or found.</summary>
/// <param name="Id">The account id.</param>
/// <param name="FullName">The name.</param>
/// <param name="Photo">The id of an uploaded picture or an https address; null when there is none.</param>
/// <param name="Bio">A few words about themselves; may be empty.</param>
/// <param name="IsVerified">Whether we know who it is.</param>
/// <param name="MemberSince">The first day of the month in which the account was opened.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.PublicProfile")]
public sealed record PublicProfile(
    [property: Id(0)] string Id,
    [property: Id(1)] string FullName,
    [property: Id(2)] string? Photo,
    [property: Id(3)] string Bio,
    [property: Id(4)] bool IsVerified,
    [property: Id(5)] DateOnly MemberSince);
