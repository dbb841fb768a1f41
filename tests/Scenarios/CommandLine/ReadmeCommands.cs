using System.Text;

namespace Nusaloka.Scenarios.CommandLine;

/// <summary>The commands that the README tells a newcomer to type.</summary>
internal static class ReadmeCommands
{
    private const string Fence = "```";

    /// <summary>The lines of all ```sh blocks below a heading (of any level) and above the next of its level or higher.</summary>
    /// <exception cref="FormatException">There is no such heading, or no such block below it.</exception>
    public static string Extract(string markdown, string heading)
    {
        var commands = new StringBuilder();
        var level = 0;
        string? fence = null;
        foreach (var line in markdown.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith(Fence, StringComparison.Ordinal))
                fence = fence is null ? line[Fence.Length..].Trim() : null;
            else if (fence is null && HeadingLevel(line) is var found and > 0)
                level = line.TrimStart('#').Trim() == heading ? found : found <= level ? 0 : level;
            else if (fence == "sh" && level > 0)
                commands.Append(line).Append('\n');
        }

        return commands.Length > 0 ? commands.ToString() : throw new FormatException($"There is no ```sh block below a heading '{heading}'.");
    }

    private static int HeadingLevel(string line)
    {
        var hashes = line.TakeWhile(static c => c == '#').Count();
        return hashes > 0 && line.Length > hashes && line[hashes] == ' ' ? hashes : 0;
    }
}
