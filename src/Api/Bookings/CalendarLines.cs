using System.Text;

namespace Nusaloka.Api.Bookings;

/// <summary>
/// Writes content lines of iCalendar (RFC 5545 3.1): ended by CRLF, and folded where they are longer than 75 octets, between characters and
/// never within one.
/// </summary>
public sealed class CalendarLines
{
    private const int MaxOctets = 75;

    private readonly StringBuilder _text = new();

    /// <summary>Adds a line whose value needs no escaping.</summary>
    /// <param name="name">The property, with its parameters.</param>
    /// <param name="value">The value.</param>
    public CalendarLines Add(string name, string value)
    {
        var octets = 0;
        foreach (var rune in $"{name}:{value}".EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MaxOctets)
            {
                // The space that begins a continuation is one of its octets.
                _text.Append("\r\n ");
                octets = 1;
            }

            _text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        _text.Append("\r\n");
        return this;
    }

    /// <summary>Adds a line whose value is a text (RFC 5545 3.3.11).</summary>
    public CalendarLines AddText(string name, string text) => Add(name, Escape(text));

    /// <summary>What was written, in UTF-8.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_text.ToString());

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings("\n"))
        {
            switch (c)
            {
                case '\\' or ';' or ',':
                    escaped.Append('\\').Append(c);
                    break;
                case '\n':
                    escaped.Append("\\n");
                    break;
                // Other control characters may not stand in a text.
                case var _ when !char.IsControl(c) || c == '\t':
                    escaped.Append(c);
                    break;
            }
        }

        return escaped.ToString();
    }
}
