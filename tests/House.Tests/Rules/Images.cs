using System.Text.RegularExpressions;
using Nusaloka.House.Tests.Source;

namespace Nusaloka.House.Tests.Rules;

/// <summary>The images of the Dockerfile are built from what is there, and run with as little as they need.</summary>
internal static partial class Images
{
    private const string Ignore = ".dockerignore";

    /// <summary>Properties of the SDK itself.</summary>
    private static readonly string[] SdkProperties = ["SourceRevisionId", "UseAppHost"];

    public static IEnumerable<Finding> Names(Repository repository) =>
        from stages in new[] { Dockerfile.Stages(repository) }
        from stage in stages
        from instruction in stage.Own
        from problem in ProblemsOf(repository, stages, stage, instruction)
        select new Finding(Dockerfile.Path, instruction.Line, problem);

    public static IEnumerable<Finding> Confinement(Repository repository) =>
        from stage in Dockerfile.Stages(repository)
        where stage.IsProgram
        from problem in new[]
        {
            stage.Last("USER") is not { } user || user.Words[0] is "root" or "0" ? "runs as root: give it a USER" : null,
            stage.Last("STOPSIGNAL")?.Arguments != "SIGTERM" ? "does not drain: its STOPSIGNAL must be SIGTERM" : null,
            stage.Last("HEALTHCHECK") is null ? "has no HEALTHCHECK" : null,
            stage.Variables.FirstOrDefault(static variable => variable.Name == "ASPNETCORE_URLS").Value is { } url && stage.Ports.Contains(url[(url.LastIndexOf(':') + 1)..])
                ? null
                : "must listen on ASPNETCORE_URLS and EXPOSE its port",
        }
        where problem is not null
        select new Finding(Dockerfile.Path, stage.Line, $"{stage.Name} {problem}");

    private static IEnumerable<string> ProblemsOf(
        Repository repository, IReadOnlyList<ImageStage> stages, ImageStage stage, ImageInstruction instruction) => instruction.Keyword switch
    {
        "FROM" when stage.Parent is null && !stage.From.Contains(':', StringComparison.Ordinal) => [$"{stage.From} is neither a stage above nor an image with a tag"],
        "COPY" when instruction.Option("from") is { } from => stages.Any(other => other.Name == from) ? [] : [$"there is no stage {from}"],
        "COPY" => instruction.Words.SkipLast(1).SelectMany(source => ProblemsOfSource(repository, source)),
        "RUN" => ProblemsOfCommand(repository, stage, instruction),
        "ENTRYPOINT" or "HEALTHCHECK" => ProblemsOfProgram(repository, instruction),
        _ => [],
    };

    private static IEnumerable<string> ProblemsOfSource(Repository repository, string source)
    {
        if (!repository.Has(source))
            yield return $"{source} is not there: correct the path";
        else if (repository.Files.FirstOrDefault(static file => file.Path == Ignore) is { } ignore && !ignore.Lines.Contains("!" + source))
            yield return $"{source} does not reach the builder: add !{source} to {Ignore}";
    }

    private static IEnumerable<string> ProblemsOfCommand(Repository repository, ImageStage stage, ImageInstruction instruction)
    {
        foreach (Match variable in Variable().Matches(instruction.Arguments))
        {
            if (!stage.Arguments.Contains(variable.Groups["name"].Value))
                yield return $"{variable.Value} is no ARG of the stage {stage.Name}";
        }

        foreach (Match publish in Publish().Matches(instruction.Arguments))
        {
            if (!repository.Projects.Any(project => project.IsIn(publish.Groups["project"].Value)))
                yield return $"there is no project in {publish.Groups["project"].Value}";
        }

        var build = repository.Files.Where(static file => file.Path is "Directory.Build.props" or "Directory.Build.targets").ToArray();
        foreach (Match property in Property().Matches(instruction.Arguments))
        {
            var name = property.Groups["name"].Value;
            if (!SdkProperties.Contains(name) && !build.Any(file => file.Text.Contains($"$({name})", StringComparison.Ordinal)))
                yield return $"nothing in Directory.Build.props or Directory.Build.targets reads the property {name}";
        }
    }

    private static IEnumerable<string> ProblemsOfProgram(Repository repository, ImageInstruction instruction)
    {
        var words = Quoted().Matches(instruction.Arguments).Select(static match => match.Groups["word"].Value).ToArray();
        if (words is not ["dotnet", var library, .. var arguments])
        {
            yield return "must be in the form [\"dotnet\", \"….dll\"]: the images have no shell";
            yield break;
        }

        if (!repository.Projects.Any(project => project.IsIn("src") && Path.ChangeExtension(project.Name, ".dll") == library))
            yield return $"no project in src makes {library}";
        foreach (var argument in arguments)
        {
            if (!repository.CSharp("src").Any(file => file.Text.Contains($"\"{argument}\"", StringComparison.Ordinal)))
                yield return $"no program in src knows the argument {argument}";
        }
    }

    [GeneratedRegex(@"\$\{?(?<name>\w+)\}?")]
    private static partial Regex Variable();

    [GeneratedRegex(@"dotnet publish (?<project>[\w./]+)")]
    private static partial Regex Publish();

    [GeneratedRegex(@"-p:(?<name>\w+)=")]
    private static partial Regex Property();

    [GeneratedRegex("\"(?<word>[^\"]*)\"")]
    private static partial Regex Quoted();
}
