using System.Collections;
using QRCoder;

namespace Nusaloka.Api.Pdf;

/// <summary>Draws QR codes (ISO/IEC 18004) on pages, as squares: sharp at any size and read without an image.</summary>
public static class PdfQrCode
{
    /// <summary>Draws a code with its quiet zone; a quarter of it may be unreadable.</summary>
    /// <param name="page">Where.</param>
    /// <param name="x">The left side.</param>
    /// <param name="y">The upper side.</param>
    /// <param name="size">Width and height, in points.</param>
    /// <param name="text">What it says.</param>
    public static void QrCode(this PdfPage page, double x, double y, double size, string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.Q);
        var rows = code.ModuleMatrix;
        var module = size / rows.Count;
        for (var row = 0; row < rows.Count; row++)
        {
            foreach (var (from, length) in RunsOf(rows[row]))
                page.Fill(x + (from * module), y + (row * module), length * module, module);
        }
    }

    /// <summary>The dark modules of a row, neighbours together: two squares side by side may show a line between them.</summary>
    private static IEnumerable<(int From, int Length)> RunsOf(BitArray row)
    {
        for (var from = 0; from < row.Length; from++)
        {
            if (!row[from])
                continue;
            var end = from;
            while (end < row.Length && row[end])
                end++;
            yield return (from, end - from);
            from = end;
        }
    }
}
