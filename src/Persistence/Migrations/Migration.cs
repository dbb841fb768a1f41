using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Nusaloka.Persistence.Migrations;

/// <summary>One numbered SQL file. Applied once per database, in one transaction, never edited afterwards.</summary>
/// <param name="Number">Its place in the order; unique.</param>
/// <param name="Name">What it does, in the words of its file name.</param>
/// <param name="Sql">The statements.</param>
public sealed partial record Migration(int Number, string Name, string Sql)
{
    /// <summary>SHA-256 of the statements in lower-case hex; line ends do not count.</summary>
    public string Checksum { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>The migrations embedded in an assembly as Migrations/NNNN_name.sql, in order.</summary>
    /// <exception cref="InvalidOperationException">A file is misnamed, or two have the same number.</exception>
    public static IReadOnlyList<Migration> EmbeddedIn(Assembly assembly)
    {
        var migrations = assembly.GetManifestResourceNames()
            .Where(resource => resource.EndsWith(".sql", StringComparison.Ordinal))
            .Select(resource => Load(assembly, resource))
            .OrderBy(migration => migration.Number)
            .ToArray();

        var twice = migrations.GroupBy(migration => migration.Number).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? migrations
            : throw new InvalidOperationException(
                $"Migrations {string.Join(" and ", twice.Select(migration => migration.Name))} have the same number {twice.Key:D4}; give the later one the next free number.");
    }

    private static Migration Load(Assembly assembly, string resource)
    {
        var name = ResourceName().Match(resource);
        if (!name.Success)
            throw new InvalidOperationException($"Migration resource '{resource}' must be named Migrations/NNNN_name.sql.");

        using var stream = assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"Migration resource '{resource}' cannot be opened.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new Migration(
            int.Parse(name.Groups["number"].Value, CultureInfo.InvariantCulture), name.Groups["name"].Value, reader.ReadToEnd());
    }

    [GeneratedRegex(@"\.(?<number>\d{4})_(?<name>[a-z0-9_]+)\.sql$", RegexOptions.CultureInvariant)]
    private static partial Regex ResourceName();
}
