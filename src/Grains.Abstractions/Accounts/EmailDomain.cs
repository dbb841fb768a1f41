using System.Globalization;

namespace Nusaloka.Accounts;

/// <summary>Domains of e-mail addresses in the one form that mail servers look up.</summary>
internal static class EmailDomain
{
    private const int MaxLabelLength = 63;

    // What a browser or a mail server maps away (UTS 46) before it encodes: forms that look like letters and are others. Whoever could use
    // them would have many spellings of one mailbox. Fullwidth ASCII is mapped here; the rest is in no domain name (RFC 5892), so it is refused.
    private const char FirstFullwidth = '\uFF01';
    private const char LastFullwidth = '\uFF5E';
    private const int FullwidthToAscii = 0xFEE0;

    private static readonly (char First, char Last)[] LookAlikes =
    [
        ('\u00AA', '\u00BA'), ('\u02B0', '\u02FF'), ('\u1D2C', '\u1D6A'), ('\u1D78', '\u1DBF'), ('\u2070', '\u209F'), ('\u2100', '\u218F'),
        ('\u2460', '\u24FF'), ('\u2C7C', '\u2C7D'), ('\u2E80', '\u2FDF'), ('\u3131', '\u33FF'), ('\uF900', '\uFAFF'), ('\uFB00', '\uFFFF'),
        ('\u017F', '\u017F'), ('\u0132', '\u0133'), ('\u013F', '\u0140'), ('\u0149', '\u0149'), ('\u01C4', '\u01CC'), ('\u01F1', '\u01F3'),
    ];

    private static readonly IdnMapping Mapping = new() { AllowUnassigned = false, UseStd3AsciiRules = true };

    /// <summary>The domain in ASCII and lower case, with at least one dot; null when it is none.</summary>
    public static string? ToAscii(string domain)
    {
        var mapped = string.Create(domain.Length, domain, static (span, text) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = text[i] is >= FirstFullwidth and <= LastFullwidth ? (char)(text[i] - FullwidthToAscii) : text[i];
        }).ToLowerInvariant();
        if (!IsDomain(mapped))
            return null;
        if (System.Text.Ascii.IsValid(mapped))
            return mapped;

        try
        {
            var ascii = Mapping.GetAscii(mapped).ToLowerInvariant();
            return IsDomain(ascii) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsDomain(string domain)
    {
        var labels = domain.Split('.');
        return labels.Length >= 2 && labels.All(static label =>
            label.Length is > 0 and <= MaxLabelLength && label[0] != '-' && label[^1] != '-'
            && label.All(static c => c == '-' || (char.IsLetterOrDigit(c) && !LookAlikes.Any(range => c >= range.First && c <= range.Last))));
    }
}
