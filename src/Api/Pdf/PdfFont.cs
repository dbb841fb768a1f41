using System.Text;

namespace Nusaloka.Api.Pdf;

/// <summary>
/// One of the fonts that every PDF reader has (ISO 32000-1 9.6.2.2), so that no font file is needed on the machine or in the document.
/// They know the characters of Windows-1252, which is all of Indonesian and English; others are shown as a question mark.
/// </summary>
public sealed class PdfFont
{
    private const int FirstCode = 32;

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(
        1252, new EncoderReplacementFallback("?"), DecoderFallback.ReplacementFallback) ?? throw new NotSupportedException("Windows-1252 is missing.");

    private readonly short[] _widths;

    private PdfFont(string name, string resource, short[] widths) => (Name, Resource, _widths) = (name, resource, widths);

    /// <summary>Upright.</summary>
    public static PdfFont Regular { get; } = new("Helvetica", "F1", HelveticaWidths.Regular);

    /// <summary>For headings.</summary>
    public static PdfFont Bold { get; } = new("Helvetica-Bold", "F2", HelveticaWidths.Bold);

    /// <summary>The name that readers know it by.</summary>
    public string Name { get; }

    /// <summary>Its name on the pages.</summary>
    public string Resource { get; }

    /// <summary>How wide the text is.</summary>
    /// <param name="text">One line.</param>
    /// <param name="size">Of the letters, in points.</param>
    /// <returns>Points.</returns>
    public double Width(string text, double size)
    {
        var sum = 0;
        foreach (var code in Encode(text))
            sum += _widths[code - FirstCode];
        return sum * size / 1000;
    }

    /// <summary>The text, or as much of its beginning as fits, with an ellipsis.</summary>
    public string Fit(string text, double size, double width)
    {
        if (Width(text, size) <= width)
            return text;

        var length = text.Length;
        do
            length -= length > 1 && char.IsLowSurrogate(text[length - 1]) ? 2 : 1;
        while (length > 0 && Width(text[..length] + "…", size) > width);
        return text[..Math.Max(length, 0)].TrimEnd() + "…";
    }

    /// <summary>The codes of the text in Windows-1252. Line ends and other control characters become spaces.</summary>
    internal static byte[] Encode(string text)
    {
        var codes = Windows1252.GetBytes(text);
        foreach (ref var code in codes.AsSpan())
        {
            if (code is < FirstCode or 127)
                code = FirstCode;
        }

        return codes;
    }
}
