using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Nusaloka.Accounts;
using Nusaloka.Grains.Referral;

namespace Nusaloka.Grains.Accounts;

/// <summary>A <see cref="RegisterAccount"/> whose every field is good, in canonical form.</summary>
internal sealed record Registration(string FullName, Identifier? Email, Identifier? Phone, Role Role)
{
    /// <summary>Who invited the person, and from where they came; null when nothing is said.</summary>
    public ReferralClaim? Referral { get; init; }

    /// <summary>The identifiers to be reserved, in the order in which that happens.</summary>
    public ImmutableArray<Identifier> Identifiers => [.. new[] { Email, Phone }.OfType<Identifier>()];

    /// <summary>SHA-256 of all of it, in hexadecimal.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{FullName}\n{Email?.Value}\n{Phone?.Value}\n{(int)Role}")));

    /// <summary>Checks every field and names all that are wrong at once.</summary>
    public static Result<Registration> Parse(RegisterAccount command)
    {
        var wrong = ImmutableArray.CreateBuilder<FieldError>();
        var fullName = PersonName.Parse(command.FullName, wrong);
        var email = ParseEmail(command.Email, wrong);
        var phone = ParsePhone(command.Phone, wrong);
        if (PasswordPolicy.Check(command.Password, "/password", command.FullName, email?.Value, phone?.Value) is { } refused)
            wrong.Add(refused);
        if (command.Email is null && command.Phone is null)
            wrong.Add(new FieldError("/email", "required", "Give an e-mail address or a phone number."));
        if (!Enum.IsDefined(command.Role) || command.Role == Role.Service)
            wrong.Add(new FieldError("/role", "not_allowed", "The role must be user, seller, host, officer or admin."));

        return wrong.Count > 0
            ? Error.Validation(wrong.ToImmutable())
            : new Registration(fullName, email, phone, command.Role);
    }

    private static Identifier? ParseEmail(string? text, ImmutableArray<FieldError>.Builder wrong)
    {
        if (text is null)
            return null;
        if (Identifier.TryParseEmail(text, out var email))
            return email;

        wrong.Add(new FieldError("/email", "invalid_email", $"Not an e-mail address of at most {Identifier.MaxEmailLength} characters."));
        return null;
    }

    private static Identifier? ParsePhone(string? text, ImmutableArray<FieldError>.Builder wrong)
    {
        if (text is null)
            return null;
        if (Identifier.TryParsePhone(text, out var phone))
            return phone;

        wrong.Add(new FieldError("/phone", "invalid_phone", "Not a phone number such as 081234567890 or +6281234567890."));
        return null;
    }
}
