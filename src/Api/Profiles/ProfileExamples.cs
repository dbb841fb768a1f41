using Nusaloka.Accounts;
using Nusaloka.Api.Payments;
using Nusaloka.Profiles;

namespace Nusaloka.Api.Profiles;

/// <summary>What the OpenAPI document shows of profiles.</summary>
internal static class ProfileExamples
{
    public static readonly DateTimeOffset At = new(2026, 1, 6, 0, 30, 0, TimeSpan.Zero);

    public static readonly ChangeProfileRequest Change = new()
    {
        FullName = "Siti Rahayu Putri",
        Photo = "https://cdn.nusaloka.id/foto/siti.jpg",
        Bio = "Suka gunung dan kopi.",
        Preferences = PreferencesBody.Of(Preferences.Usual),
    };

    public static readonly ProfileResponse Profile = new(
        Id, "Siti Rahayu", "siti@contoh.id", "+6281234567890", Role.User, Change.Photo, "Suka gunung dan kopi.",
        PreferencesBody.Of(Preferences.Usual), VerificationStatus.Verified, At, At);

    public static readonly PersonResponse Person = new(Id, "Siti Rahayu", Change.Photo, "Suka gunung dan kopi.", true, "2026-01");

    public static readonly AddressRequest Address = new()
    {
        Label = "Rumah",
        RecipientName = "Siti",
        Phone = "081234567890",
        Street = "Jalan Kenanga 5",
        RtRw = "003/005",
        Village = "Tlogomas",
        District = "Lowokwaru",
        City = "Kota Malang",
        Province = "Jawa Timur",
        PostalCode = "65144",
        IsDefault = true,
    };

    public static readonly AddressResponse SavedAddress = new(
        "0199a0c2-6c11-7d20-8a41-2b3c4d5e6f70", "Rumah", "Siti", "+6281234567890", "Jalan Kenanga 5", "003/005", "Tlogomas", "Lowokwaru",
        "Kota Malang", "Jawa Timur", "65144", "", true);

    public static readonly BankAccountRequest BankAccount = new() { BankCode = "bca", AccountNumber = "0611104579", HolderName = "Siti Rahayu" };

    public static readonly BankAccountResponse SavedBankAccount = new("bca", "******4579", "Siti Rahayu");

    public static readonly RequestVerificationRequest RequestVerification =
        new() { LegalName = "SITI RAHAYU", Document = IdentityDocument.Ktp, DocumentNumber = "3573014605950002" };

    public static readonly VerificationResponse Verification =
        new(Id, VerificationStatus.Pending, "SITI RAHAYU", IdentityDocument.Ktp, "************0002", "", At, null);

    private const string Id = "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e";
}
