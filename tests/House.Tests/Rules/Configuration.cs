using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Nusaloka.House.Tests.Source;

namespace Nusaloka.House.Tests.Rules;

/// <summary>The reference, the code and the container files mean the same variables.</summary>
internal static partial class Configuration
{
    private const string Reference = "docs/reference/configuration.md";
    private const string Prefix = "NUSALOKA_";

    /// <summary>Variables of the framework and of other people's images.</summary>
    private static readonly string[] Foreign = ["DOTNET_", "NUGET_", "POSTGRES_", "REDISCLI_"];

    /// <summary>What the reference describes is read by code, tests or the script.</summary>
    public static IEnumerable<Finding> Described(Repository repository)
    {
        var known = KnownSegments(repository);
        return
            from file in repository.Files
            where file.Path == Reference
            from line in Enumerable.Range(0, file.Lines.Length)
            from Match match in Variable().Matches(file.Lines[line])
            where !IsRead(repository, known, match.Value)
            select file.At(line + 1, $"nothing reads {match.Value}: correct the name, or remove it");
    }

    /// <summary>What options are called in the environment is in the reference.</summary>
    public static IEnumerable<Finding> Documented(Repository repository) =>
        from reference in repository.Files.Where(static file => file.Path == Reference)
        from file in repository.CSharp("src")
        from attribute in file.Syntax.DescendantNodes().OfType<AttributeSyntax>()
        where attribute.Name.ToString() == "ConfigurationKeyName"
        let key = attribute.ArgumentList?.Arguments.FirstOrDefault()?.Expression is LiteralExpressionSyntax literal ? literal.Token.ValueText : ""
        where !Regex.IsMatch(reference.Text, $"{Prefix}(\\w+__)?{Regex.Escape(key)}(?!_?[A-Z0-9])")
        select file.At(attribute, $"{Prefix}{key} is not in {Reference}: describe it there");

    /// <summary>What containers are given is in the reference, or belongs to somebody else's program.</summary>
    public static IEnumerable<Finding> OfContainers(Repository repository)
    {
        var described = repository.Files.FirstOrDefault(static file => file.Path == Reference)?.Text ?? "";
        var variables =
            Dockerfile.Stages(repository)
                .SelectMany(static stage => stage.Variables.Select(static variable => (Dockerfile.Path, variable.Line, variable.Name)))
            .Concat(
                from service in ComposeService.All(repository)
                from variable in service.Node.At("environment").Pairs()
                select (ComposeService.Path, variable.Value?.Line() ?? service.Line, variable.Key));
        return variables.Distinct()
            .Where(variable => !Foreign.Any(prefix => variable.Item3.StartsWith(prefix, StringComparison.Ordinal)))
            .Where(variable => !described.Contains($"`{variable.Item3}`", StringComparison.Ordinal))
            .Select(variable => new Finding(variable.Item1, variable.Item2, $"{variable.Item3} is not in {Reference}: correct the name, or describe it there"));
    }

    /// <summary>Words that a part of a variable's name may be: string literals and names of properties, which the framework binds.</summary>
    private static HashSet<string> KnownSegments(Repository repository) =>
    [
        .. repository.CSharp("src").SelectMany(static file => file.Syntax.DescendantNodes()).Select(static node => node switch
        {
            LiteralExpressionSyntax literal => literal.Token.ValueText.ToUpperInvariant(),
            PropertyDeclarationSyntax property => property.Identifier.ValueText.ToUpperInvariant(),
            _ => "",
        }),
    ];

    private static bool IsRead(Repository repository, HashSet<string> known, string variable) =>
        variable[Prefix.Length..].Split("__", StringSplitOptions.RemoveEmptyEntries).All(known.Contains)
        || repository.Files.Any(file => IsOutsideOfSrc(file)
            && (file.Text.Contains("${" + variable, StringComparison.Ordinal) || file.Text.Contains($"\"{variable}\"", StringComparison.Ordinal)));

    /// <summary>The script, the tests, the benchmarks, and what asks for variables of the engine that runs containers.</summary>
    private static bool IsOutsideOfSrc(RepositoryFile file) =>
        file.Path is "nusaloka" or ComposeService.Path || file.IsIn("ops") || file.IsIn("bench") || (file.IsIn("tests") && !file.IsIn("tests/House.Tests"));

    [GeneratedRegex(@"\bNUSALOKA_\w+")]
    private static partial Regex Variable();
}
