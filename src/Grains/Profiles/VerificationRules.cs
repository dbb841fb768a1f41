using System.Collections.Immutable;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Profiles;

namespace Nusaloka.Grains.Profiles;

/// <summary>The decisions about a person's identity.</summary>
internal static class VerificationRules
{
    private const int ShownCharacters = 4;
    private const int NikLength = 16;

    /// <summary>On the identity cards of women the day of birth is written with 40 added.</summary>
    private const int AddedToDaysOfWomen = 40;

    /// <summary>The data of a request in the form in which they are kept, or what is wrong with them.</summary>
    public static Result<IdentityData> Parse(RequestVerification command)
    {
        var wrong = ImmutableArray.CreateBuilder<FieldError>();
        var name = ProfileText.Parse(command.LegalName, "/legal_name", 1, 100, wrong);
        var number = command.DocumentNumber.Trim().Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        switch (command.Document)
        {
            case IdentityDocument.Ktp when !IsNik(number):
                wrong.Add(new FieldError("/document_number", "invalid_nik", "A NIK has 16 digits: region, date of birth and number."));
                break;
            case IdentityDocument.Passport when number.Length is < 6 or > 9 || !number.All(char.IsAsciiLetterOrDigit):
                wrong.Add(new FieldError("/document_number", "invalid_passport_number", "A passport's number has 6 to 9 letters and digits."));
                break;
            case IdentityDocument.Ktp or IdentityDocument.Passport:
                break;
            default:
                wrong.Add(new FieldError("/document", "not_allowed", "The document must be ktp or passport."));
                break;
        }

        return wrong.Count > 0 ? Error.Validation(wrong.ToImmutable()) : new IdentityData(name, command.Document, number);
    }

    /// <summary>The person asks for the check.</summary>
    public static Result<ProfileState> Request(ProfileState state, string wrappedIdentity, DateTimeOffset now) =>
        state.Verification == VerificationStatus.Verified
            ? ProfileErrors.VerificationDecided
            : state.Next(now) with
            {
                Verification = VerificationStatus.Pending,
                Identity = wrappedIdentity,
                Reason = "",
                DecidedBy = null,
                DecidedAt = null,
                RequestedAt = now,
            };

    /// <summary>An officer decides. What is decided the same way already stays as it is.</summary>
    public static Result<ProfileState> Decide(string accountId, ProfileState state, DecideVerification command, DateTimeOffset now)
    {
        if (command.OfficerId == accountId)
            return ProfileErrors.OwnVerification;

        var wrong = ImmutableArray.CreateBuilder<FieldError>();
        var reason = ProfileText.Parse(command.Reason, "/reason", command.IsVerified ? 0 : 1, ProfileLimits.MaxReasonLength, wrong);
        if (wrong.Count > 0)
            return Error.Validation(wrong.ToImmutable());

        var decided = command.IsVerified ? VerificationStatus.Verified : VerificationStatus.Rejected;
        if (state.Verification == decided)
            return state;
        if (state.Verification != VerificationStatus.Pending && !(state.Verification == VerificationStatus.Verified && !command.IsVerified))
            return ProfileErrors.VerificationNotPending;

        return state.Next(now) with
        {
            Verification = decided,
            Reason = reason,
            DecidedBy = command.OfficerId,
            DecidedAt = now,
            PendingEvents = [new OutboxEvent(VerificationDecided.Type, new VerificationDecided(accountId))],
        };
    }

    /// <summary>What owner and officers see.</summary>
    public static Verification View(string accountId, ProfileState state, IdentityData? identity) => new(
        accountId, state.Verification, identity?.LegalName, identity?.Document, identity is null ? null : Mask(identity.Number), state.Reason,
        state.RequestedAt, state.DecidedAt);

    private static string Mask(string number) => new string('*', number.Length - ShownCharacters) + number[^ShownCharacters..];

    /// <summary>Region (province 11 to 97), day, month and year of birth, and a number that is not zero.</summary>
    private static bool IsNik(string number)
    {
        if (number.Length != NikLength || !number.All(char.IsAsciiDigit))
            return false;

        var day = Part(6);
        return Part(0) is >= 11 and <= 97 && (day > AddedToDaysOfWomen ? day - AddedToDaysOfWomen : day) is >= 1 and <= 31
            && Part(8) is >= 1 and <= 12 && number[12..] != "0000";

        int Part(int start) => ((number[start] - '0') * 10) + (number[start + 1] - '0');
    }
}
