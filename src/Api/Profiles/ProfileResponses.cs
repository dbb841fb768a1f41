using Nusaloka.Accounts;
using Nusaloka.Profiles;

namespace Nusaloka.Api.Profiles;

/// <summary>What a person sees of themselves.</summary>
/// <param name="Id">The account id.</param>
/// <param name="FullName">The name.</param>
/// <param name="Email">The e-mail address; null when there is none.</param>
/// <param name="Phone">The phone number in E.164; null when there is none.</param>
/// <param name="Role">What the person may do.</param>
/// <param name="Photo">The id of an uploaded picture or an https address; null when there is none.</param>
/// <param name="Bio">A few words about oneself; may be empty.</param>
/// <param name="Preferences">Language, time zone and currency.</param>
/// <param name="Verification">Whether we know who it is.</param>
/// <param name="CreatedAt">When the account was opened.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record ProfileResponse(
    string Id,
    string FullName,
    string? Email,
    string? Phone,
    Role Role,
    string? Photo,
    string Bio,
    PreferencesBody Preferences,
    VerificationStatus Verification,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>The wire shape of one's own profile.</summary>
    public static ProfileResponse Of(Profile profile) => new(
        profile.Account.Id, profile.Account.FullName, profile.Account.Email, profile.Account.Phone, profile.Account.Role, profile.Photo,
        profile.Bio, PreferencesBody.Of(profile.Preferences), profile.Verification, profile.Account.CreatedAt, profile.UpdatedAt);
}

/// <summary>What everybody sees of a person.</summary>
/// <param name="Id">The account id.</param>
/// <param name="FullName">The name.</param>
/// <param name="Photo">The id of an uploaded picture or an https address; null when there is none.</param>
/// <param name="Bio">A few words about themselves; may be empty.</param>
/// <param name="IsVerified">Whether we know who it is.</param>
/// <param name="MemberSince">The month in which the account was opened, as 2026-01.</param>
public sealed record PersonResponse(string Id, string FullName, string? Photo, string Bio, bool IsVerified, string MemberSince)
{
    /// <summary>The wire shape of a public profile.</summary>
    public static PersonResponse Of(PublicProfile person) => new(
        person.Id, person.FullName, person.Photo, person.Bio, person.IsVerified,
        person.MemberSince.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture));
}

/// <summary>An address in Indonesia.</summary>
/// <param name="Id">The address's id.</param>
/// <param name="Label">What the person calls it.</param>
/// <param name="RecipientName">Who gets things there.</param>
/// <param name="Phone">The recipient's number in E.164.</param>
/// <param name="Street">Street and number.</param>
/// <param name="RtRw">Neighbourhood numbers; null when there are none.</param>
/// <param name="Village">Kelurahan or desa.</param>
/// <param name="District">Kecamatan.</param>
/// <param name="City">Kota or kabupaten.</param>
/// <param name="Province">Provinsi.</param>
/// <param name="PostalCode">Five digits.</param>
/// <param name="Notes">For who delivers; may be empty.</param>
/// <param name="IsDefault">Whether it is the one that is meant when none is named.</param>
public sealed record AddressResponse(
    string Id, string Label, string RecipientName, string Phone, string Street, string? RtRw, string Village, string District, string City,
    string Province, string PostalCode, string Notes, bool IsDefault)
{
    /// <summary>The wire shape of an address.</summary>
    public static AddressResponse Of(Address address)
    {
        var fields = address.Fields;
        return new(
            address.Id, fields.Label, fields.RecipientName, fields.Phone, fields.Street, fields.RtRw, fields.Village, fields.District,
            fields.City, fields.Province, fields.PostalCode, fields.Notes, address.IsDefault);
    }
}

/// <summary>All addresses of a person.</summary>
/// <param name="Data">Oldest first.</param>
public sealed record AddressesResponse(IReadOnlyList<AddressResponse> Data)
{
    /// <summary>The wire shape of all addresses.</summary>
    public static AddressesResponse Of(AddressBook book) => new([.. book.Addresses.Select(AddressResponse.Of)]);
}

/// <summary>How far the check of a person's identity is.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Status">Where it is.</param>
/// <param name="LegalName">As it stands in the document; null when nothing was asked for.</param>
/// <param name="Document">Which document; null when nothing was asked for.</param>
/// <param name="DocumentNumber">Its number, all but the last four characters masked.</param>
/// <param name="Reason">What the officer says of the decision; may be empty.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="DecidedAt">When it was decided.</param>
public sealed record VerificationResponse(
    string UserId, VerificationStatus Status, string? LegalName, IdentityDocument? Document, string? DocumentNumber, string Reason,
    DateTimeOffset? RequestedAt, DateTimeOffset? DecidedAt)
{
    /// <summary>The wire shape of a check.</summary>
    public static VerificationResponse Of(Verification verification) => new(
        verification.AccountId, verification.Status, verification.LegalName, verification.Document, verification.DocumentNumber,
        verification.Reason, verification.RequestedAt, verification.DecidedAt);
}

/// <summary>A person whose identity waits to be checked, or was.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Status">Where it is.</param>
/// <param name="RequestedAt">Since when.</param>
public sealed record QueuedVerificationResponse(string UserId, VerificationStatus Status, DateTimeOffset RequestedAt);

/// <summary>One page of identities to be checked.</summary>
/// <param name="Data">The items, the longest waiting first.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record VerificationsResponse(IReadOnlyList<QueuedVerificationResponse> Data, string? NextCursor);
