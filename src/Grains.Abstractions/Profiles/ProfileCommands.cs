using Nusaloka.Payments;

namespace Nusaloka.Profiles;

/// <summary>Changes what a person says of themselves. What is null stays as it is.</summary>
/// <param name="FullName">1 to 100 characters after trimming, no control characters.</param>
/// <param name="Photo">The id of an uploaded picture, or an https address of at most <see cref="ProfileLimits.MaxPhotoLength"/> characters; empty for none.</param>
/// <param name="Bio">At most <see cref="ProfileLimits.MaxBioLength"/> characters; empty for none.</param>
/// <param name="Preferences">Language, time zone and currency.</param>
/// <param name="ExpectedVersion">The <see cref="Profile.Version"/> that the caller saw; null to change whatever is there.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ChangeProfile")]
public sealed record ChangeProfile(
    [property: Id(0)] string FullName,
    [property: Id(1)] string? Photo,
    [property: Id(2)] string? Bio,
    [property: Id(3)] Preferences? Preferences,
    [property: Id(4)] long? ExpectedVersion);

/// <summary>Adds or changes an address.</summary>
/// <param name="AddressId">UUID; a new one, or that of an address that is there.</param>
/// <param name="IsNew">Whether it is to be added; a repeat with the same id changes it to the same.</param>
/// <param name="Fields">What is written on the envelope.</param>
/// <param name="IsDefault">Whether it becomes the default. The default stays it until another becomes it.</param>
/// <param name="ExpectedVersion">The <see cref="AddressBook.Version"/> that the caller saw; null to change whatever is there.</param>
/// <param name="Fingerprint">
/// Of a new one whose id is made from the caller's Idempotency-Key: lower-case hex SHA-256 of what the caller asked. A repeat then changes
/// nothing, and another request under the key is refused; null where there is no key.
/// </param>
[GenerateSerializer, Immutable, Alias("nusaloka.SaveAddress")]
public sealed record SaveAddress(
    [property: Id(0)] string AddressId,
    [property: Id(1)] bool IsNew,
    [property: Id(2)] AddressFields Fields,
    [property: Id(3)] bool IsDefault,
    [property: Id(4)] long? ExpectedVersion,
    [property: Id(5)] string? Fingerprint = null);

/// <summary>Keeps a bank account for withdrawals.</summary>
/// <param name="BankAccount">Which.</param>
/// <param name="ExpectedVersion">The <see cref="SavedBankAccount.Version"/> that the caller saw; null to replace whatever is there.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SaveBankAccount")]
public sealed record SaveBankAccount(
    [property: Id(0)] BankAccount BankAccount,
    [property: Id(1)] long? ExpectedVersion);

/// <summary>Asks for an identity to be checked.</summary>
/// <param name="LegalName">As it stands in the document: 1 to 100 characters.</param>
/// <param name="Document">Which document.</param>
/// <param name="DocumentNumber">A NIK of 16 digits, or a passport's number of 6 to 9 letters and digits.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.RequestVerification")]
public sealed record RequestVerification(
    [property: Id(0)] string LegalName,
    [property: Id(1)] IdentityDocument Document,
    [property: Id(2)] string DocumentNumber)
{
    /// <summary>For logs: without the person.</summary>
    public override string ToString() => $"{nameof(RequestVerification)} {{ {Document} }}";
}

/// <summary>Decides about an identity.</summary>
/// <param name="IsVerified">Whether it is right.</param>
/// <param name="Reason">For the person: at most <see cref="ProfileLimits.MaxReasonLength"/> characters; required for a rejection.</param>
/// <param name="OfficerId">Who decides.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.DecideVerification")]
public sealed record DecideVerification(
    [property: Id(0)] bool IsVerified,
    [property: Id(1)] string Reason,
    [property: Id(2)] string OfficerId);
