using Microsoft.CodeAnalysis.CSharp.Syntax;
using Nusaloka.House.Tests.Source;

namespace Nusaloka.House.Tests.Rules;

/// <summary>Dependencies point one way: Api -> Grains.Abstractions &lt;- Grains -> Persistence; Silo -> Grains.</summary>
internal static class References
{
    /// <summary>What each project of src may reference of ours. The actor runtime comes by its own property, not by reference.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Runtime"] = [],
        ["Grains.Abstractions"] = [],
        ["Persistence"] = ["Grains.Abstractions"],
        ["Grains"] = ["Grains.Abstractions", "Persistence"],
        ["Silo"] = ["Grains"],
        ["Api"] = ["Grains.Abstractions", "Silo"],
    };

    /// <summary>Namespaces that a project's code does not use, although the compiler would let it.</summary>
    private static readonly (string Project, string[] Namespaces, string Instead)[] Closed =
    [
        ("Api", ["Npgsql", "Dapper", "Nusaloka.Persistence"], "the API has no database connection: ask a grain"),
        ("Api", ["Nusaloka.Grains", "Nusaloka.Runtime"], "the API knows grains by their interfaces in Grains.Abstractions only"),
        ("Silo", ["Nusaloka.Runtime"], "only Orleans' public API is used, so that both runtimes fit"),
        ("Grains", ["Nusaloka.Runtime", "Nusaloka.Api", "Nusaloka.Silo"], "only Orleans' public API is used, so that both runtimes fit"),
        ("Persistence", ["Nusaloka.Runtime", "Nusaloka.Grains"], "persistence knows mechanisms, not concepts"),
    ];

    public static IEnumerable<Finding> BetweenProjects(Repository repository) =>
        from project in repository.Projects
        where project.IsIn("src")
        let name = project.Path.Split('/')[1]
        from reference in Repository.Attributes(project, "ProjectReference", "Include")
        let target = Path.GetFileNameWithoutExtension(reference.Value.Replace('\\', '/')).Replace("Nusaloka.", "", StringComparison.Ordinal)
        where !Allowed.GetValueOrDefault(name, []).Contains(target)
        select project.At(reference.Line, Allowed.TryGetValue(name, out var allowed)
            ? $"{name} must not reference {target}; it may reference: {(allowed.Length == 0 ? "nothing of ours" : string.Join(", ", allowed))}"
            : $"{name} is not in the list of what may reference what: add it to tests/House.Tests/Rules/References.cs and docs/ARCHITECTURE.md");

    public static IEnumerable<Finding> InCode(Repository repository) =>
        from closed in Closed
        from file in repository.CSharp("src/" + closed.Project)
        // What only one of the runtimes can tell stands in the file for that runtime.
        where !(closed.Project == "Silo" && file.Path.EndsWith(".Embedded.cs", StringComparison.Ordinal))
        from used in file.Syntax.DescendantNodes().OfType<UsingDirectiveSyntax>()
        let name = used.NamespaceOrType.ToString()
        where closed.Namespaces.Any(banned => name == banned || name.StartsWith(banned + ".", StringComparison.Ordinal))
        select file.At(used, $"using {name} in {closed.Project}: {closed.Instead}");

    public static IEnumerable<Finding> InApiPackages(Repository repository) =>
        from project in repository.Projects
        where project.IsIn("src/Api")
        from package in Repository.Attributes(project, "PackageReference", "Include")
        where package.Value is "Npgsql" or "Dapper"
        select project.At(package.Line, $"{package.Value} in Api: the API has no database connection; ask a grain");
}
