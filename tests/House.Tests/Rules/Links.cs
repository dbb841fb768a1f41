using System.Text.RegularExpressions;
using Nusaloka.House.Tests.Source;

namespace Nusaloka.House.Tests.Rules;

/// <summary>What documents point to is there.</summary>
internal static partial class Links
{
    public static IEnumerable<Finding> Targets(Repository repository) =>
        from file in repository.Files
        where file.Path.EndsWith(".md", StringComparison.Ordinal)
        from link in LinksOf(file)
        let problem = ProblemOf(repository, file, link.Target)
        where problem is not null
        select file.At(link.Line, problem);

    /// <summary>Documents that comments and messages name, by their whole path.</summary>
    public static IEnumerable<Finding> Mentions(Repository repository) =>
        from file in repository.Files
        where !file.IsIn("tests/House.Tests")
        from line in Enumerable.Range(0, file.Lines.Length)
        from Match mention in Document().Matches(file.Lines[line])
        where !repository.Has(mention.Value)
        select file.At(line + 1, $"{mention.Value} is not there: correct the path, or add the document");

    private static IEnumerable<(string Target, int Line)> LinksOf(RepositoryFile file)
    {
        var fenced = false;
        for (var i = 0; i < file.Lines.Length; i++)
        {
            if (file.Lines[i].TrimStart().StartsWith("```", StringComparison.Ordinal))
                fenced = !fenced;
            if (fenced)
                continue;

            foreach (Match link in Link().Matches(InlineCode().Replace(file.Lines[i], "")))
                yield return (link.Groups["target"].Value, i + 1);
        }
    }

    private static string? ProblemOf(Repository repository, RepositoryFile file, string target)
    {
        if (Elsewhere().IsMatch(target))
            return null;

        var parts = target.Split('#', 2);
        var path = parts[0].Length == 0 ? file.Path : Resolve(file.Path, parts[0]);
        if (path is null || !repository.Has(path))
            return $"the link to {target} leads nowhere: correct it, or add the file";
        if (parts.Length == 1 || !path.EndsWith(".md", StringComparison.Ordinal))
            return null;

        var headings = repository.Files.First(other => other.Path == path).Lines.Where(static line => line.StartsWith('#')).Select(Anchor);
        return headings.Contains(parts[1]) ? null : $"{path} has no heading for #{parts[1]}: correct the link";
    }

    /// <summary>The path from the root; null when it leaves the repository.</summary>
    private static string? Resolve(string from, string target)
    {
        var parts = target.StartsWith('/') ? [] : new List<string>(from.Split('/')[..^1]);
        foreach (var part in target.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count == 0)
                return null;
            if (part == "..")
                parts.RemoveAt(parts.Count - 1);
            else if (part != ".")
                parts.Add(part);
        }

        return string.Join('/', parts);
    }

    /// <summary>How a forge makes an anchor of a heading: lower case, punctuation away, spaces to hyphens.</summary>
    private static string Anchor(string heading) =>
        string.Concat(heading.TrimStart('#').Trim().ToLowerInvariant().Where(static c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)(\s+""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<![\w/.])docs/[\w./-]+\.md\b")]
    private static partial Regex Document();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"^([a-z][a-z0-9+.-]*:|//)")]
    private static partial Regex Elsewhere();
}
