using System.Collections.Immutable;
using System.Globalization;

namespace Nusaloka.Api.Tests.Access;

/// <summary>
/// The file access.txt: for each route the status that each identity gets. A line is method, path and
/// eight statuses in the order of <see cref="Identities"/>.
/// </summary>
internal sealed class AccessTable
{
    /// <summary>Whoever may knock: the columns.</summary>
    public static readonly ImmutableArray<string> Identities = ["anonymous", "owner", "other", "seller", "officer", "admin", "expired", "service"];

    private const string Introduction = """
        # Who gets what: every route, of the OpenAPI document or not, called by eight identities. A new route needs a line here; write it with
        #   NUSALOKA_ACCEPT_ACCESS=1 ./nusaloka test AccessTests
        # and look at it: 401 and 403 where they belong, 404 for what is another's. "owner" owns what the path names; "other" and "seller"
        # are other people; "expired" has the owner's token of yesterday; "service" is a program of ours with every scope. Bodies are the
        # examples of the document with what exists put into them (AccessBodies): a 400 or 422 says: let in, and refused for what was said.
        # Each who changes what the path names is given a thing of their own to change. The sandbox gateway has a key of its own, so nobody here
        # is let in; who connects to sockets is in SocketAccessTests.
        """;

    private readonly SortedDictionary<string, int[]> _rows = new(StringComparer.Ordinal);

    public IEnumerable<string> Routes => _rows.Keys;

    public static AccessTable Parse(IEnumerable<string> lines)
    {
        var table = new AccessTable();
        foreach (var line in lines.Where(static line => line.Length > 0 && line[0] != '#'))
        {
            var cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (cells.Length != 2 + Identities.Length)
                throw new FormatException($"access.txt: '{line}' is not a method, a path and {Identities.Length} statuses.");
            table.Set(Key(cells[0], cells[1]), [.. cells[2..].Select(static cell => int.Parse(cell, CultureInfo.InvariantCulture))]);
        }

        return table;
    }

    /// <summary>Path first, so that what is about the same thing stands together.</summary>
    public static string Key(string method, string path) => $"{path} {method}";

    public void Set(string route, int[] statuses) => _rows[route] = statuses;

    /// <summary>The statuses of a route; null when it has no line.</summary>
    public int[]? Find(string route) => _rows.GetValueOrDefault(route);

    /// <summary>The file.</summary>
    public string Write()
    {
        var width = _rows.Keys.Max(static route => route.Length) + 1;
        var header = "# " + new string(' ', width - 2) + " " + string.Join(' ', Identities.Select(static name => name.PadLeft(9)));
        return string.Join('\n', [Introduction, header, .. _rows.Select(row => Line(row.Key, row.Value, width))]) + "\n";
    }

    private static string Line(string route, int[] statuses, int width)
    {
        var space = route.LastIndexOf(' ');
        var name = route[(space + 1)..].PadRight(6) + " " + route[..space];
        return name.PadRight(width) + " " + string.Join(' ', statuses.Select(static status => status.ToString(CultureInfo.InvariantCulture).PadLeft(9)));
    }
}
