using System.Globalization;
using System.Text;
using Nusaloka.Accounts;

namespace Nusaloka.Grains.Mail;

/// <summary>
/// A mail as it leaves. None of its headers can be more than one line: the recipient is one address (<see cref="Identifier"/>), control
/// characters of the subject become spaces, and the id is made by us.
/// </summary>
internal sealed record EmailMessage
{
    private const int MaxSubjectLength = 200;

    /// <param name="to">One address.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="text">The plain text.</param>
    /// <param name="html">The same as HTML.</param>
    /// <param name="language">BCP 47 tag.</param>
    /// <param name="id">The same for each try, so that receivers recognise a mail that comes twice.</param>
    /// <exception cref="ArgumentException"><paramref name="to"/> is not an address.</exception>
    public EmailMessage(string to, string subject, string text, string html, string language, Guid id)
    {
        if (!Identifier.TryParseEmail(to, out var address))
            throw new ArgumentException("The recipient is not an e-mail address.", nameof(to));

        To = address.Value;
        Subject = OneLine(subject);
        Text = text;
        Html = html;
        Language = language;
        Id = id;
    }

    /// <summary>The recipient.</summary>
    public string To { get; }

    /// <summary>One line of at most 200 characters.</summary>
    public string Subject { get; }

    /// <summary>The plain text.</summary>
    public string Text { get; }

    /// <summary>The HTML.</summary>
    public string Html { get; }

    /// <summary>BCP 47 tag.</summary>
    public string Language { get; }

    /// <summary>The local part of the Message-ID.</summary>
    public Guid Id { get; }

    /// <summary>Where one click ends mails of this sort (RFC 8058); null where they cannot be ended.</summary>
    public string? UnsubscribeUrl { get; init; }

    /// <summary>For logs: the id alone.</summary>
    public override string ToString() => $"{nameof(EmailMessage)} {{ Id = {Id} }}";

    private static string OneLine(string subject)
    {
        var line = new StringBuilder(subject.Length);
        foreach (var rune in subject.EnumerateRunes())
        {
            var isBreak = Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format;
            line.Append(isBreak ? " " : rune.ToString());
            if (line.Length >= MaxSubjectLength)
                break;
        }

        return line.ToString().Trim();
    }
}
