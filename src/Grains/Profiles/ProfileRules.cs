using System.Collections.Frozen;
using System.Collections.Immutable;
using Nusaloka.Accounts;
using Nusaloka.Profiles;

namespace Nusaloka.Grains.Profiles;

/// <summary>The decisions about what a person says of themselves: pure functions from state and command to the next state.</summary>
internal static class ProfileRules
{
    private static readonly FrozenSet<string> Languages = new[] { "id", "en" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Those in which travellers here think most; amounts are converted for show only.</summary>
    private static readonly FrozenSet<string> Currencies =
        new[] { "IDR", "USD", "EUR", "SGD", "MYR", "AUD", "JPY", "CNY", "KRW", "GBP", "SAR", "THB" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The profile with what the command says; the same state when that changes nothing.</summary>
    public static Result<ProfileState> Change(ProfileState state, ChangeProfile command, ProfileOptions options, DateTimeOffset now)
    {
        var wrong = ImmutableArray.CreateBuilder<FieldError>();
        var photo = command.Photo is null || command.Photo == state.Photo ? state.Photo : ParsePhoto(command.Photo, options, wrong);
        var bio = command.Bio is null ? state.Bio
            : ProfileText.Parse(command.Bio, "/bio", 0, ProfileLimits.MaxBioLength, wrong, mayHaveLines: true);
        var preferences = command.Preferences is null ? state.Preferences : Parse(command.Preferences, wrong);
        if (wrong.Count > 0)
            return Error.Validation(wrong.ToImmutable());

        return photo == state.Photo && bio == state.Bio && preferences == state.Preferences
            ? state
            : state.Next(now) with { Photo = photo, Bio = bio, Preferences = preferences };
    }

    /// <summary>What its owner sees.</summary>
    public static Profile View(Account account, ProfileState state) => new(
        account, state.Photo, state.Bio, state.Preferences, state.Verification, VersionOf(account, state),
        state.UpdatedAt > account.UpdatedAt ? state.UpdatedAt : account.UpdatedAt);

    /// <summary>What everybody sees. An identity is checked of a name: with another one a person is not shown as known.</summary>
    public static PublicProfile ViewPublic(Account account, ProfileState state, IdentityData? identity) => new(
        account.Id, account.FullName, state.Photo, state.Bio,
        state.Verification == VerificationStatus.Verified && identity is not null && NameMatch.Fits(account.FullName, identity.LegalName),
        new DateOnly(account.CreatedAt.Year, account.CreatedAt.Month, 1));

    /// <summary>Both only grow, so their sum changes with each change of either, and never comes back.</summary>
    public static long VersionOf(Account account, ProfileState state) => account.Version + state.Version;

    /// <summary>
    /// A picture's id, or an address that browsers fetch and we never do: https, a host that may have photos, nobody's password in it.
    /// </summary>
    private static string? ParsePhoto(string text, ProfileOptions options, ImmutableArray<FieldError>.Builder wrong)
    {
        if (text.Length == 0)
            return null;
        if (Guid.TryParseExact(text, "D", out var mediaId))
            return mediaId.ToString();
        if (text.Length <= ProfileLimits.MaxPhotoLength && Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address is { Scheme: "https", HostNameType: UriHostNameType.Dns, UserInfo: "", IsDefaultPort: true }
            && address.Host.Contains('.', StringComparison.Ordinal) && options.AllowsPhotosAt(address.IdnHost) && address.AbsoluteUri.Length <= ProfileLimits.MaxPhotoLength)
        {
            return address.AbsoluteUri;
        }

        wrong.Add(new FieldError(
            "/photo", "invalid_photo", $"A photo is the id of an uploaded picture, or an https address of ours of at most {ProfileLimits.MaxPhotoLength} characters."));
        return null;
    }

    private static Preferences Parse(Preferences preferences, ImmutableArray<FieldError>.Builder wrong)
    {
        if (!Languages.Contains(preferences.Language))
            wrong.Add(new FieldError("/preferences/language", "unknown_language", "The language must be id or en."));
        var zone = TimeZones.Find(preferences.TimeZone);
        if (zone is null)
            wrong.Add(new FieldError("/preferences/time_zone", "unknown_time_zone", "The time zone must be a name of the IANA database, such as Asia/Makassar."));
        if (!Currencies.Contains(preferences.Currency))
            wrong.Add(new FieldError("/preferences/currency", "unknown_currency", $"The currency must be one of {string.Join(", ", Currencies.Order())}."));
        return preferences with { TimeZone = zone ?? "" };
    }
}
