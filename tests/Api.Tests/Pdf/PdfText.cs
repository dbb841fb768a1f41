using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Nusaloka.Api.Tests.Pdf;

/// <summary>
/// Reads a PDF back as a reader does: from the end by its table of objects to the pages, and on each page the texts with their places.
/// Anything that is not where the file says it is fails.
/// </summary>
internal sealed partial class PdfText
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private readonly byte[] _file;
    private readonly string _text;
    private readonly Dictionary<int, int> _offsets = [];

    private PdfText(byte[] file)
    {
        (_file, _text) = (file, Encoding.Latin1.GetString(file));
        Assert.StartsWith("%PDF-1.", _text, StringComparison.Ordinal);
        Assert.EndsWith("%%EOF\n", _text, StringComparison.Ordinal);
        ReadTable();
    }

    /// <summary>The pages, each a list of what stands there in the order in which it was written.</summary>
    public IReadOnlyList<IReadOnlyList<PdfWord>> Pages { get; private init; } = [];

    /// <summary>All texts of all pages.</summary>
    public IEnumerable<string> Texts => Pages.SelectMany(static page => page).Select(static word => word.Text);

    public static PdfText Read(byte[] file)
    {
        var reader = new PdfText(file);
        var root = Number(Find(reader._text[reader._text.LastIndexOf("trailer", StringComparison.Ordinal)..], @"/Root (\d+) 0 R"));
        var tree = reader.Object(Number(Find(reader.Object(root), @"/Pages (\d+) 0 R")));
        var kids = Reference().Matches(Find(tree, @"/Kids \[([^\]]*)\]")).Select(static match => Number(match.Groups[1].Value)).ToArray();
        Assert.Equal(Number(Find(tree, @"/Count (\d+)")), kids.Length);
        return new PdfText(file) { Pages = [.. kids.Select(reader.PageOf)] };
    }

    private static string Find(string text, string pattern)
    {
        var match = Regex.Match(text, pattern);
        Assert.True(match.Success, $"No {pattern} in {text[..Math.Min(200, text.Length)]}");
        return match.Groups[1].Value;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private void ReadTable()
    {
        var table = Number(Find(_text, @"startxref\n(\d+)\n%%EOF\n$"));
        var lines = _text[table..].Split('\n');
        Assert.Equal("xref", lines[0]);
        var count = Number(lines[1].Split(' ')[1]);
        for (var number = 1; number < count; number++)
        {
            var line = lines[2 + number];
            Assert.Matches(@"^\d{10} 00000 n $", line);
            _offsets[number] = Number(line[..10]);
            Assert.StartsWith($"{number} 0 obj\n", _text[_offsets[number]..(_offsets[number] + 20)], StringComparison.Ordinal);
        }
    }

    private string Object(int number)
    {
        var start = _offsets[number];
        return _text[start.._text.IndexOf("endobj", start, StringComparison.Ordinal)];
    }

    private IReadOnlyList<PdfWord> PageOf(int number)
    {
        var page = Object(number);
        Assert.Contains("/Type /Page ", page, StringComparison.Ordinal);
        var contents = Number(Find(page, @"/Contents (\d+) 0 R"));
        var start = _text.IndexOf("stream\n", _offsets[contents], StringComparison.Ordinal) + "stream\n".Length;
        var length = Number(Find(Object(contents), @"/Length (\d+)"));
        Assert.Equal("\nendstream", _text.Substring(start + length, "\nendstream".Length));
        using var content = new ZLibStream(new MemoryStream(_file, start, length), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        content.CopyTo(plain);
        return [.. Shown().Matches(Encoding.Latin1.GetString(plain.ToArray())).Select(static match => new PdfWord(
            double.Parse(match.Groups["x"].Value, CultureInfo.InvariantCulture), double.Parse(match.Groups["y"].Value, CultureInfo.InvariantCulture),
            Windows1252.GetString(Encoding.Latin1.GetBytes(Escape().Replace(match.Groups["text"].Value, "$1")))))];
    }

    [GeneratedRegex(@"(\d+) 0 R")]
    private static partial Regex Reference();

    [GeneratedRegex(@"BT /F\d [\d.]+ Tf (?<x>[\d.]+) (?<y>[\d.]+) Td \((?<text>(?:[^\\()]|\\.)*)\) Tj ET", RegexOptions.Singleline)]
    private static partial Regex Shown();

    [GeneratedRegex(@"\\(.)", RegexOptions.Singleline)]
    private static partial Regex Escape();
}
