using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Nusaloka.Profiles;

namespace Nusaloka.Api.Profiles;

/// <summary>Changes what a person says of themselves; what is not there stays as it is.</summary>
public sealed record ChangeProfileRequest
{
    /// <summary>The name.</summary>
    [Description("The name; one word is a name."), MinLength(1), MaxLength(100)]
    public required string FullName { get; init; }

    /// <summary>A picture.</summary>
    [Description("The id of an uploaded picture, or an https address; empty for none."), MaxLength(ProfileLimits.MaxPhotoLength)]
    public string? Photo { get; init; }

    /// <summary>A few words.</summary>
    [Description("A few words about oneself; empty for none."), MaxLength(ProfileLimits.MaxBioLength)]
    public string? Bio { get; init; }

    /// <summary>How the person wants to be spoken to.</summary>
    [Description("Language, time zone and currency, all three.")]
    public PreferencesBody? Preferences { get; init; }
}

/// <summary>How a person wants to be spoken to.</summary>
public sealed record PreferencesBody
{
    /// <summary>The language.</summary>
    [Description("id or en."), MaxLength(2)]
    public required string Language { get; init; }

    /// <summary>The time zone.</summary>
    [Description("A name of the IANA database, such as Asia/Makassar."), MaxLength(40)]
    public required string TimeZone { get; init; }

    /// <summary>The currency.</summary>
    [Description("ISO 4217: the one in which prices are shown too. Money stays in IDR."), MaxLength(3)]
    public required string Currency { get; init; }

    /// <summary>The wire shape of preferences.</summary>
    public static PreferencesBody Of(Preferences preferences) =>
        new() { Language = preferences.Language, TimeZone = preferences.TimeZone, Currency = preferences.Currency };

    /// <summary>The same for grains.</summary>
    public Preferences ToPreferences() => new(Language, TimeZone, Currency);
}

/// <summary>An address in Indonesia.</summary>
public sealed record AddressRequest
{
    /// <summary>What the person calls it.</summary>
    [Description("What you call it, such as Rumah."), MinLength(1), MaxLength(40)]
    public required string Label { get; init; }

    /// <summary>Who gets things there.</summary>
    [Description("Who gets things there; one word is a name."), MinLength(1), MaxLength(100)]
    public required string RecipientName { get; init; }

    /// <summary>The recipient's number.</summary>
    [Description("The recipient's phone number: 08…, 62… or +62…."), MaxLength(40)]
    public required string Phone { get; init; }

    /// <summary>Street and number.</summary>
    [Description("Street and number (jalan)."), MinLength(1), MaxLength(200)]
    public required string Street { get; init; }

    /// <summary>Neighbourhood numbers.</summary>
    [Description("RT and RW, such as 003/005, where there are any."), MaxLength(10)]
    public string? RtRw { get; init; }

    /// <summary>Kelurahan or desa.</summary>
    [Description("Kelurahan or desa."), MinLength(1), MaxLength(60)]
    public required string Village { get; init; }

    /// <summary>Kecamatan.</summary>
    [Description("Kecamatan."), MinLength(1), MaxLength(60)]
    public required string District { get; init; }

    /// <summary>Kota or kabupaten.</summary>
    [Description("Kota or kabupaten."), MinLength(1), MaxLength(60)]
    public required string City { get; init; }

    /// <summary>Provinsi.</summary>
    [Description("Provinsi."), MinLength(1), MaxLength(60)]
    public required string Province { get; init; }

    /// <summary>Five digits.</summary>
    [Description("Five digits."), MinLength(5), MaxLength(5)]
    public required string PostalCode { get; init; }

    /// <summary>For who delivers.</summary>
    [Description("For who delivers; may be empty."), MaxLength(200)]
    public string? Notes { get; init; }

    /// <summary>Whether it becomes the default.</summary>
    [Description("Whether it becomes the default. The default stays it until another becomes it.")]
    public bool IsDefault { get; init; }

    /// <summary>The same for grains.</summary>
    public AddressFields ToFields() =>
        new(Label, RecipientName, Phone, Street, RtRw, Village, District, City, Province, PostalCode, Notes ?? "");
}

/// <summary>Asks for an identity to be checked.</summary>
public sealed record RequestVerificationRequest
{
    /// <summary>As it stands in the document.</summary>
    [Description("The name as it stands in the document."), MinLength(1), MaxLength(100)]
    public required string LegalName { get; init; }

    /// <summary>Which document.</summary>
    [Description("Which document.")]
    public required IdentityDocument Document { get; init; }

    /// <summary>Its number.</summary>
    [Description("A NIK of 16 digits, or a passport's number."), MinLength(6), MaxLength(24)]
    public required string DocumentNumber { get; init; }
}

/// <summary>Decides about an identity.</summary>
public sealed record DecideVerificationRequest
{
    /// <summary>Whether it is right.</summary>
    [Description("verified or rejected.")]
    public required VerificationDecision Decision { get; init; }

    /// <summary>For the person.</summary>
    [Description("What the person is told; required for a rejection."), MaxLength(ProfileLimits.MaxReasonLength)]
    public string? Reason { get; init; }
}

/// <summary>An officer's decision about an identity.</summary>
public enum VerificationDecision
{
    /// <summary>It is right.</summary>
    Verified,

    /// <summary>It is not.</summary>
    Rejected,
}
