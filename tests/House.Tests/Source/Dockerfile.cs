namespace Nusaloka.House.Tests.Source;

/// <summary>The stages of a Dockerfile.</summary>
internal static class Dockerfile
{
    public const string Path = "Dockerfile";

    /// <summary>Those of the repository's Dockerfile; none without one.</summary>
    public static IReadOnlyList<ImageStage> Stages(Repository repository) =>
        repository.Files.FirstOrDefault(static file => file.Path == Path) is { } file ? Stages(file) : [];

    private static List<ImageStage> Stages(RepositoryFile file)
    {
        var stages = new List<ImageStage>();
        var instructions = new List<ImageInstruction>();
        foreach (var instruction in Instructions(file))
        {
            if (instruction.Keyword == "FROM")
            {
                instructions = [];
                var words = instruction.Words;
                var name = words is [_, var keyword, var given] && keyword.Equals("AS", StringComparison.OrdinalIgnoreCase) ? given : words[0];
                stages.Add(new ImageStage(name, words[0], stages.Find(stage => stage.Name == words[0]), instructions));
            }

            instructions.Add(instruction);
        }

        return stages;
    }

    private static IEnumerable<ImageInstruction> Instructions(RepositoryFile file)
    {
        var text = "";
        var began = 0;
        for (var i = 0; i < file.Lines.Length; i++)
        {
            var line = file.Lines[i].Trim();
            if (line.Length == 0 || line.StartsWith('#'))
                continue;
            if (text.Length == 0)
                began = i + 1;
            text += line.TrimEnd('\\');
            if (line.EndsWith('\\'))
                continue;

            var parts = text.Split(' ', 2, StringSplitOptions.TrimEntries);
            yield return new ImageInstruction(parts[0].ToUpperInvariant(), parts.Length > 1 ? parts[1] : "", began);
            text = "";
        }
    }
}
