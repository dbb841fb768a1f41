using Microsoft.CodeAnalysis.CSharp.Syntax;
using Nusaloka.House.Tests.Source;

namespace Nusaloka.House.Tests.Rules;

/// <summary>The same concept has the same folder, and so the same namespace, everywhere.</summary>
internal static class Folders
{
    private static readonly string[] Concepts =
    [
        "Accounts", "Trips", "Bookings", "Wallets", "Payments", "Reports", "Chat", "Notifications", "Media", "Stays", "Lending",
        "Market", "Search", "Operations", "Sandbox", "Statements", "Invoices", "Profiles", "Privacy", "Referral",
        "Codes", "Mail", "Sms", "Development", "Departures", "Reviews", "Matching", "Realtime",
    ];

    /// <summary>Folders that are mechanisms of one project and no concept.</summary>
    private static readonly Dictionary<string, string[]> Mechanisms = new()
    {
        ["Grains.Abstractions"] = ["Ids", "Money", "Results"],
        ["Grains"] = ["Deliveries", "State"],
        ["Api"] = ["Auth", "Documentation", "Http", "Observability", "Pdf", "RateLimits", "Texts"],
    };

    /// <summary>Folders whose words are used everywhere, and therefore live in the root namespace.</summary>
    private static readonly string[] RootFolders = ["Ids", "Money", "Results"];

    /// <summary>Folders of tests that are about a whole project.</summary>
    private static readonly string[] WholeProject = ["Access", "Cluster", "Contracts", "Support"];

    public static IEnumerable<Finding> Names(Repository repository) =>
        from project in Mechanisms
        from file in repository.CSharp("src/" + project.Key)
        let parts = file.Path.Split('/')
        where parts.Length > 3
        let folder = parts[2]
        where !Concepts.Contains(folder) && !project.Value.Contains(folder)
        select file.At(1, $"{folder} in {project.Key} is no concept's folder: use one of {string.Join(", ", Concepts)}, or add it to tests/House.Tests/Rules/Folders.cs");

    public static IEnumerable<Finding> Homes(Repository repository) =>
        from pair in new[] { (Of: "Api", In: "Grains.Abstractions"), (Of: "Grains.Abstractions", In: "Grains") }
        from folder in repository.CSharp("src/" + pair.Of).Select(static file => file.Path.Split('/')[2]).Distinct()
        where Concepts.Contains(folder) && !repository.Has($"src/{pair.In}/{folder}")
        select new Finding($"src/{pair.Of}/{folder}", 1, $"there is no src/{pair.In}/{folder}: one concept, one folder name");

    public static IEnumerable<Finding> Namespaces(Repository repository) =>
        from file in repository.Product()
        let declared = file.Syntax.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()
        where declared is not null
        let expected = ExpectedNamespace(file.Path.Split('/'))
        where declared.Name.ToString() != expected
        select file.At(declared, $"namespace {declared.Name}: the folder says {expected}");

    public static IEnumerable<Finding> TestFolders(Repository repository) =>
        from file in repository.CSharp("tests")
        let parts = file.Path.Split('/')
        where parts.Length > 3 && parts[1].EndsWith(".Tests", StringComparison.Ordinal)
        let project = parts[1][..^".Tests".Length]
        where !WholeProject.Contains(parts[2]) && repository.Has("src/" + project) && !repository.Has($"src/{project}/{parts[2]}")
        select file.At(1, $"tests/{parts[1]}/{parts[2]} mirrors nothing: src/{project} has no folder {parts[2]}");

    private static string ExpectedNamespace(string[] path)
    {
        var project = path[1] == "Grains.Abstractions" ? "" : "." + path[1];
        var folders = path[2..^1].Where(static folder => !RootFolders.Contains(folder)).Select(static folder => "." + folder);
        return "Nusaloka" + project + string.Concat(folders);
    }
}
