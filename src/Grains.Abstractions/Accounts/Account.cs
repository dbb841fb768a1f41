namespace Nusaloka.Accounts;

/// <summary>What its owner and staff may know of an account.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="FullName">As given; one word is a name.</param>
/// <param name="Email">Lower-case domain, trimmed; null when there is none.</param>
/// <param name="Phone">E.164, for example +6281234567890; null when there is none.</param>
/// <param name="Role">What the person may do.</param>
/// <param name="Version">Grows by one with each change; the ETag of the API.</param>
/// <param name="CreatedAt">When it was opened, UTC.</param>
/// <param name="UpdatedAt">When it last changed, UTC.</param>
/// <param name="IsEmailVerified">Whether the person has proven that the e-mail address is theirs.</param>
/// <param name="IsPhoneVerified">The same of the phone number.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Account")]
public sealed record Account(
    [property: Id(0)] string Id,
    [property: Id(1)] string FullName,
    [property: Id(2)] string? Email,
    [property: Id(3)] string? Phone,
    [property: Id(4)] Role Role,
    [property: Id(5)] long Version,
    [property: Id(6)] DateTimeOffset CreatedAt,
    [property: Id(7)] DateTimeOffset UpdatedAt,
    [property: Id(8)] bool IsEmailVerified = false,
    [property: Id(9)] bool IsPhoneVerified = false);
