using System.Collections.Immutable;

namespace Nusaloka.House.Tests.Rules;

/// <summary>The rules of the house. A new one gets a line here, and a violation in RuleSamples that proves that it sees one.</summary>
internal static class AllRules
{
    public static readonly ImmutableArray<Rule> List =
    [
        new("projects reference in one direction", References.BetweenProjects),
        new("code uses what its project may use", References.InCode),
        new("the API has no database package", References.InApiPackages),
        new("files have at most 500 lines", Sizes.Files),
        new("methods have at most 70 lines", Sizes.Methods),
        new("types are sealed, abstract or static", Types.Sealed),
        new("type names say something", Types.Names),
        new("no banned words", Words.Anywhere),
        new("no forgiven nulls", Words.NullForgiven),
        new("no conditional compilation", Directives.Conditions),
        new("no skipped tests", TestCode.Skipped),
        new("tests are named Method_Condition_Outcome", TestCode.Names),
        new("tests do not sleep", TestCode.Sleeps),
        new("tests assert something", TestCode.AssertNothing),
        new("public types are documented", Documentation.Types),
        new("grain methods are documented", Documentation.GrainMethods),
        new("logging by LoggerMessage only", Logging.Calls),
        new("log event ids are stable and unique", Logging.EventIds),
        new("asynchronous methods end in Async", Async.Names),
        new("no async void", Async.Voids),
        new("no blocking on tasks", Async.Blocking),
        new("package versions are central", Packages.VersionsInProjects),
        new("package versions are exact", Packages.InexactVersions),
        new("package versions are used", Packages.Unused),
        new("migrations are numbered without gaps", Migrations.Numbers),
        new("folders are concepts", Folders.Names),
        new("a concept has one folder name everywhere", Folders.Homes),
        new("namespaces follow folders", Folders.Namespaces),
        new("test folders mirror src", Folders.TestFolders),
        new("every project is in the solution", Solution.Members),
        new("every test project is run", Solution.TestProjects),
        new("links lead somewhere", Links.Targets),
        new("documents that are named exist", Links.Mentions),
        new("variables that are described are read", Configuration.Described),
        new("variables of options are described", Configuration.Documented),
        new("variables of containers are described", Configuration.OfContainers),
        new("the Dockerfile names what is there", Images.Names),
        new("images run with as little as they need", Images.Confinement),
        new("services name what is there", Compose.Names),
        new("services run within limits", Compose.Confinement),
        new("services ask for their secrets", Compose.Variables),
        new("no pipe into a grep that ends early", Shell.Pipes),
    ];
}
