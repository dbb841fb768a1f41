using Nusaloka.House.Tests.Source;

namespace Nusaloka.House.Tests.Rules;

/// <summary>Every project is built and, when it has tests, run.</summary>
internal static class Solution
{
    private const string File = "Nusaloka.sln";

    public static IEnumerable<Finding> Members(Repository repository)
    {
        var solution = repository.Files.FirstOrDefault(static file => file.Path == File)?.Text.Replace('\\', '/') ?? "";
        return
            from project in repository.Projects
            where !solution.Contains($"\"{project.Path}\"", StringComparison.Ordinal)
            select project.At(1, $"not in {File}: dotnet sln add {project.Path}");
    }

    public static IEnumerable<Finding> TestProjects(Repository repository) =>
        from project in repository.Projects
        where project.IsIn("tests") && project.Path.EndsWith(".Tests.csproj", StringComparison.Ordinal)
        where !project.Text.Contains("<IsTestProject>true</IsTestProject>", StringComparison.Ordinal)
        select project.At(1, "a test project without <IsTestProject>true</IsTestProject>: ./nusaloka test does not run it");
}
