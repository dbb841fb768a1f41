using System.Text.RegularExpressions;
using Nusaloka.House.Tests.Source;

namespace Nusaloka.House.Tests.Rules;

/// <summary>Versions stand in one place and are exact.</summary>
internal static partial class Packages
{
    private const string Central = "Directory.Packages.props";

    public static IEnumerable<Finding> VersionsInProjects(Repository repository) =>
        from project in repository.Projects
        from line in Enumerable.Range(0, project.Lines.Length)
        where ProjectVersion().IsMatch(project.Lines[line])
        select project.At(line + 1, $"a package version in a project: it belongs into {Central}");

    public static IEnumerable<Finding> InexactVersions(Repository repository) =>
        from file in repository.Files
        where file.Path == Central
        from version in Repository.Attributes(file, "PackageVersion", "Version")
        where !ExactVersion().IsMatch(version.Value)
        select file.At(version.Line, $"version {version.Value} may resolve to another tomorrow: write [{version.Value}]");

    public static IEnumerable<Finding> Unused(Repository repository)
    {
        var used = repository.Files
            .Where(static file => file.Path.EndsWith(".csproj", StringComparison.Ordinal) || file.Path is "Directory.Build.targets" or "Directory.Build.props")
            .SelectMany(static file => Repository.Attributes(file, "PackageReference", "Include"))
            .Select(static reference => reference.Value)
            .ToHashSet();
        return
            from file in repository.Files
            where file.Path == Central
            from package in Repository.Attributes(file, "PackageVersion", "Include")
            // These come by ActorPackages, see Directory.Build.targets.
            where !package.Value.StartsWith("Microsoft.Orleans.", StringComparison.Ordinal) && !used.Contains(package.Value)
            select file.At(package.Line, $"no project references {package.Value}: take the line out");
    }

    [GeneratedRegex(@"<PackageReference[^>]*\b(Version|VersionOverride)=|<VersionOverride>")]
    private static partial Regex ProjectVersion();

    [GeneratedRegex(@"^\[[^,\[\]]+\]$")]
    private static partial Regex ExactVersion();
}
