using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Text;

namespace Nusaloka.Api.Pdf;

/// <summary>
/// Writes a PDF 1.4 (ISO 32000-1) page by page: only the places of its objects are kept, so a document may have thousands of pages. The
/// same pages make the same bytes. Not a library: PDFsharp 6.5, the only version to be had here, is under the AGPL or asks for a
/// licence when it runs, and keeps the whole document in memory; text, lines and two fonts are all that is needed.
/// </summary>
/// <param name="output">Where it goes. It is flushed after each page.</param>
public sealed class PdfWriter(PipeWriter output)
{
    /// <summary>The content type.</summary>
    public const string ContentType = "application/pdf";

    private const int Catalog = 1;
    private const int Pages = 2;
    private const int Info = 3;
    private const int FirstFree = 6;

    private static readonly (int Number, PdfFont Font)[] Fonts = [(4, PdfFont.Regular), (5, PdfFont.Bold)];

    /// <summary>Where each object begins, by its number; the first is none.</summary>
    private readonly List<long> _offsets = [.. new long[FirstFree]];
    private readonly List<int> _pages = [];
    private long _position;

    /// <summary>Writes what comes before the pages.</summary>
    /// <param name="title">What readers show in their window.</param>
    /// <param name="language">BCP 47, for reading aloud.</param>
    public void Begin(string title, string language)
    {
        // The second line tells programs that look that this is no text file.
        Write("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n");
        WriteObject(Catalog, $"<< /Type /Catalog /Pages {Pages} 0 R /Lang ({language}) /ViewerPreferences << /DisplayDocTitle true >> >>");
        WriteObject(Info, $"<< /Title <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes("\ufeff" + title))}> /Producer (Nusaloka) >>");
        foreach (var (number, font) in Fonts)
            WriteObject(number, $"<< /Type /Font /Subtype /Type1 /BaseFont /{font.Name} /Encoding /WinAnsiEncoding >>");
    }

    /// <summary>Adds a page behind the others.</summary>
    public async Task AddAsync(PdfPage page, CancellationToken cancellationToken)
    {
        var content = Compress(page.ToBytes());
        var number = BeginObject();
        Write($"<< /Length {content.Length} /Filter /FlateDecode >>\nstream\n");
        Write(content);
        Write("\nendstream\nendobj\n");
        _pages.Add(_offsets.Count);
        WriteObject(BeginNumber(), string.Create(CultureInfo.InvariantCulture,
            $"<< /Type /Page /Parent {Pages} 0 R /MediaBox [0 0 {PdfPage.Width} {PdfPage.Height}] /Contents {number} 0 R ")
            + $"/Resources << /Font << {string.Join(' ', Fonts.Select(static font => $"/{font.Font.Resource} {font.Number} 0 R"))} >> >> >>");
        await output.FlushAsync(cancellationToken);
    }

    /// <summary>Writes what comes behind the pages.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        WriteObject(Pages, $"<< /Type /Pages /Count {_pages.Count} /Kids [{string.Join(' ', _pages.Select(static page => $"{page} 0 R"))}] >>");
        var table = _position;
        Write($"xref\n0 {_offsets.Count}\n0000000000 65535 f \n");
        foreach (var offset in _offsets.Skip(1))
            Write(string.Create(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n"));
        Write($"trailer\n<< /Size {_offsets.Count} /Root {Catalog} 0 R /Info {Info} 0 R >>\nstartxref\n{table}\n%%EOF\n");
        await output.FlushAsync(cancellationToken);
    }

    private int BeginNumber()
    {
        _offsets.Add(0);
        return _offsets.Count - 1;
    }

    private int BeginObject()
    {
        var number = BeginNumber();
        _offsets[number] = _position;
        Write($"{number} 0 obj\n");
        return number;
    }

    private void WriteObject(int number, string content)
    {
        _offsets[number] = _position;
        Write($"{number} 0 obj\n{content}\nendobj\n");
    }

    private void Write(string text) => Write(Encoding.Latin1.GetBytes(text));

    private void Write(byte[] bytes)
    {
        bytes.CopyTo(output.GetSpan(bytes.Length));
        output.Advance(bytes.Length);
        _position += bytes.Length;
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal))
            zlib.Write(bytes);
        return compressed.ToArray();
    }
}
