using System.Buffers;
using System.Text;

namespace Nusaloka.Api.Http;

/// <summary>
/// Writes comma-separated values as RFC 4180 has them, in UTF-8, so that a spreadsheet takes no cell for a formula. What would begin
/// one gets an apostrophe before it, which spreadsheets show as text: at the start of a cell and, since programs set to Indonesian split
/// at semicolons, also behind anything that some program takes for the end of a cell.
/// </summary>
public static class Csv
{
    /// <summary>The content type.</summary>
    public const string ContentType = "text/csv; charset=utf-8; header=present";

    private static readonly SearchValues<char> FormulaStarts = SearchValues.Create("=+-@\t\r＝＋－＠");
    private static readonly SearchValues<char> Separators = SearchValues.Create(",;|\t\r\n\"");
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",;|\t\r\n\"");

    /// <summary>Writes a line.</summary>
    public static void WriteRow(IBufferWriter<byte> output, params ReadOnlySpan<string> cells)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0)
                line.Append(',');
            AppendCell(line, cells[i]);
        }

        line.Append("\r\n");
        Encoding.UTF8.GetBytes(line.ToString(), output);
    }

    /// <summary>The text that a spreadsheet shows and does not compute.</summary>
    public static string Harmless(string text)
    {
        if (text.AsSpan().IndexOfAny(FormulaStarts) < 0)
            return text;

        var result = new StringBuilder(text.Length + 4);
        var isStart = true;
        foreach (var c in text)
        {
            if (isStart && FormulaStarts.Contains(c))
                result.Append('\'');
            result.Append(c);
            // Programs may drop blanks at the start of a cell.
            isStart = Separators.Contains(c) || (isStart && char.IsWhiteSpace(c));
        }

        return result.ToString();
    }

    private static void AppendCell(StringBuilder line, string text)
    {
        text = Harmless(text);
        if (text.AsSpan().IndexOfAny(Quoted) < 0)
            line.Append(text);
        else
            line.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}
