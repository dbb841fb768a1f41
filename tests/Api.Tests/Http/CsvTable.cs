using System.Text;

namespace Nusaloka.Api.Tests.Http;

/// <summary>Reads a CSV file strictly by the grammar of RFC 4180: every line ends in CR LF and has as many cells as the first.</summary>
internal static class CsvTable
{
    public static IReadOnlyList<IReadOnlyList<string>> Read(string text)
    {
        var rows = new List<IReadOnlyList<string>>();
        var position = 0;
        while (position < text.Length)
        {
            var row = new List<string>();
            do
                row.Add(Cell(text, ref position));
            while (Take(text, ref position, ','));
            Assert.True(Take(text, ref position, '\r') && Take(text, ref position, '\n'), $"No line end at {position}.");
            rows.Add(row);
            Assert.Equal(rows[0].Count, row.Count);
        }

        return rows;
    }

    /// <summary>The rows below the headings, each by its headings.</summary>
    public static IReadOnlyList<Dictionary<string, string>> ReadRows(string text)
    {
        var rows = Read(text);
        return [.. rows.Skip(1).Select(row => rows[0].Zip(row).ToDictionary(static cell => cell.First, static cell => cell.Second))];
    }

    private static string Cell(string text, ref int position)
    {
        var cell = new StringBuilder();
        if (!Take(text, ref position, '"'))
        {
            while (text[position] is not (',' or '\r'))
            {
                Assert.False(text[position] is '"' or '\n', $"A cell that must be quoted at {position}.");
                cell.Append(text[position++]);
            }

            return cell.ToString();
        }

        while (true)
        {
            if (!Take(text, ref position, '"'))
                cell.Append(text[position++]);
            else if (Take(text, ref position, '"'))
                cell.Append('"');
            else
                return cell.ToString();
        }
    }

    private static bool Take(string text, ref int position, char c)
    {
        if (position >= text.Length || text[position] != c)
            return false;
        position++;
        return true;
    }
}
