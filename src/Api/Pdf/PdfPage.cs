using System.Globalization;
using System.Text;

namespace Nusaloka.Api.Pdf;

/// <summary>
/// What is drawn on one page of A4. Places are in points from the upper left corner; a text stands on the given line.
/// </summary>
public sealed class PdfPage
{
    /// <summary>The width of A4.</summary>
    public const double Width = 595;

    /// <summary>The height of A4.</summary>
    public const double Height = 842;

    private readonly StringBuilder _content = new();

    /// <summary>Writes a text that begins at a place.</summary>
    public void Text(double x, double y, string text, double size, PdfFont? font = null)
    {
        font ??= PdfFont.Regular;
        Add($"BT /{font.Resource} {size:0.##} Tf {x:0.##} {Height - y:0.##} Td (");
        foreach (var code in PdfFont.Encode(text))
        {
            if (code is (byte)'(' or (byte)')' or (byte)'\\')
                _content.Append('\\');
            _content.Append((char)code);
        }

        _content.Append(") Tj ET\n");
    }

    /// <summary>Writes a text that ends at a place.</summary>
    public void TextUpTo(double x, double y, string text, double size, PdfFont? font = null) =>
        Text(x - (font ?? PdfFont.Regular).Width(text, size), y, text, size, font);

    /// <summary>Draws a thin horizontal line.</summary>
    public void Rule(double fromX, double toX, double y) =>
        Add($"0.5 w {fromX:0.##} {Height - y:0.##} m {toX:0.##} {Height - y:0.##} l S\n");

    /// <summary>Fills a rectangle with black.</summary>
    /// <param name="x">Its left side.</param>
    /// <param name="y">Its upper side.</param>
    /// <param name="width">Its width.</param>
    /// <param name="height">Its height.</param>
    public void Fill(double x, double y, double width, double height) =>
        Add($"{x:0.##} {Height - y - height:0.##} {width:0.##} {height:0.##} re f\n");

    /// <summary>The page's content stream: each character is one byte.</summary>
    internal byte[] ToBytes() => Encoding.Latin1.GetBytes(_content.ToString());

    private void Add(FormattableString text) => _content.Append(text.ToString(CultureInfo.InvariantCulture));
}
