using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Nusaloka.Accounts;

/// <summary>
/// An e-mail address or phone number in the one form in which we compare it.
/// </summary>
/// <param name="Kind">Which of the two.</param>
/// <param name="Value">The canonical form: an address in lower case with its domain in ASCII, or an E.164 number.</param>
public sealed record Identifier(IdentifierKind Kind, string Value)
{
    /// <summary>The longest address that can be used (RFC 5321 4.5.3.1.3 less the angle brackets).</summary>
    public const int MaxEmailLength = 254;

    private const int MaxLocalPartLength = 64;
    private const int MinPhoneDigits = 8;
    private const int MaxPhoneDigits = 15;

    /// <summary>The key of the identifier's grain, for example <c>email:a@b.id</c>.</summary>
    public string Key => Kind == IdentifierKind.Email ? "email:" + Value : "phone:" + Value;

    /// <summary>The identifier of a <see cref="Key"/>.</summary>
    /// <exception cref="ArgumentException">It is no key of an identifier.</exception>
    public static Identifier OfKey(string key)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        return (colon < 0 ? key : key[..colon]) switch
        {
            "email" => new Identifier(IdentifierKind.Email, key[(colon + 1)..]),
            "phone" => new Identifier(IdentifierKind.Phone, key[(colon + 1)..]),
            _ => throw new ArgumentException($"'{key}' is no key of an identifier: it must begin with email: or phone:.", nameof(key)),
        };
    }

    /// <summary>
    /// Reads an address. Upper and lower case are one account; spaces around are dropped. Anything that is not
    /// local@domain with a dot in the domain is refused, as are spaces and control characters, and accents that stand apart
    /// from their letter (the platform runs without the tables that would put the two together). Domains in other scripts become
    /// what mail servers know them by (<c>xn--…</c>), so that one mailbox is one account.
    /// </summary>
    public static bool TryParseEmail(string? text, [NotNullWhen(true)] out Identifier? identifier)
    {
        identifier = null;
        var value = text?.Trim().ToLowerInvariant();
        if (value is not { Length: >= 5 and <= MaxEmailLength })
            return false;

        var at = value.IndexOf('@', StringComparison.Ordinal);
        if (at is < 1 or > MaxLocalPartLength || value.LastIndexOf('@') != at || !IsLocalPart(value[..at]))
            return false;
        if (EmailDomain.ToAscii(value[(at + 1)..]) is not { } domain || at + 1 + domain.Length > MaxEmailLength)
            return false;

        identifier = new Identifier(IdentifierKind.Email, value[..(at + 1)] + domain);
        return true;
    }

    /// <summary>
    /// Reads a phone number. 08…, 628…, 00628… and +628… are one number: +628…. Spaces, hyphens, dots and parentheses are
    /// dropped. Another country's number must begin with + or 00.
    /// </summary>
    public static bool TryParsePhone(string? text, [NotNullWhen(true)] out Identifier? identifier)
    {
        identifier = null;
        if (Digits(text) is not { } digits)
            return false;

        var international = digits switch
        {
            ['+', .. var rest] => rest,
            ['0', '0', .. var rest] => rest,
            ['0', .. var rest] => "62" + rest,
            ['6', '2', ..] => digits,
            ['8', ..] => "62" + digits,
            _ => "",
        };
        // +62 08… is a common slip: the trunk zero, or two, have no place after the country code, and no subscriber's number begins with 0.
        if (international.StartsWith("620", StringComparison.Ordinal))
            international = "62" + international[2..].TrimStart('0');
        if (international.Length is < MinPhoneDigits or > MaxPhoneDigits || international[0] == '0')
            return false;

        identifier = new Identifier(IdentifierKind.Phone, "+" + international);
        return true;
    }

    private static string? Digits(string? text)
    {
        if (text is not { Length: > 0 and <= 40 })
            return null;

        var digits = new StringBuilder(text.Length);
        foreach (var c in text.Trim())
        {
            if (char.IsAsciiDigit(c) || (c == '+' && digits.Length == 0))
                digits.Append(c);
            else if (c is not (' ' or '-' or '.' or '(' or ')'))
                return null;
        }

        return digits.ToString();
    }

    private static bool IsLocalPart(string part) =>
        part[0] != '.' && part[^1] != '.' && !part.Contains("..", StringComparison.Ordinal)
        && part.All(static c => char.IsLetterOrDigit(c) || "!#$%&'*+/=?^_`{|}~.-".Contains(c, StringComparison.Ordinal));
}
