using System.Globalization;
using System.Text.RegularExpressions;
using Nusaloka.House.Tests.Source;

namespace Nusaloka.House.Tests.Rules;

/// <summary>Migrations are numbered 0001, 0002, … and nothing is missing.</summary>
internal static partial class Migrations
{
    private const string Folder = "src/Persistence/Migrations";

    public static IEnumerable<Finding> Numbers(Repository repository)
    {
        var files = repository.Files.Where(static file => file.IsIn(Folder) && file.Path.EndsWith(".sql", StringComparison.Ordinal)).ToArray();
        foreach (var file in files.Where(static file => !FileName().IsMatch(file.Name)))
            yield return file.At(1, $"{file.Name}: a migration is called NNNN_what_it_adds.sql, in lower case");

        var numbered = files.Where(static file => FileName().IsMatch(file.Name)).ToArray();
        for (var i = 0; i < numbered.Length; i++)
        {
            var number = int.Parse(numbered[i].Name[..4], CultureInfo.InvariantCulture);
            if (number == i + 1)
                continue;

            yield return numbered[i].At(1, $"migration {number:D4} stands where {i + 1:D4} is due: numbers are used once, without gaps");
            yield break;
        }
    }

    [GeneratedRegex(@"^\d{4}_[a-z0-9]+(_[a-z0-9]+)*\.sql$")]
    private static partial Regex FileName();
}
