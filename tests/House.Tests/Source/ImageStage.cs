namespace Nusaloka.House.Tests.Source;

/// <summary>A stage of a Dockerfile.</summary>
/// <param name="Name">What it is called with AS; its base when it has no name.</param>
/// <param name="From">The stage or image that it starts from.</param>
/// <param name="Parent">The stage that it starts from; null when that is an image.</param>
/// <param name="Own">Its instructions, FROM included.</param>
internal sealed record ImageStage(string Name, string From, ImageStage? Parent, IReadOnlyList<ImageInstruction> Own)
{
    /// <summary>Where it begins.</summary>
    public int Line => Own[0].Line;

    /// <summary>Its instructions after those of the stages that it starts from.</summary>
    public IEnumerable<ImageInstruction> All => (Parent?.All ?? []).Concat(Own);

    /// <summary>Whether it makes an image that is run.</summary>
    public bool IsProgram => Own.Any(static instruction => instruction.Keyword == "ENTRYPOINT");

    /// <summary>The last of the instructions of one kind that hold for it.</summary>
    public ImageInstruction? Last(string keyword) => All.LastOrDefault(instruction => instruction.Keyword == keyword);

    /// <summary>The ports that it exposes.</summary>
    public IEnumerable<string> Ports => All.Where(static instruction => instruction.Keyword == "EXPOSE").SelectMany(static instruction => instruction.Words);

    /// <summary>The names of its build arguments.</summary>
    public IEnumerable<string> Arguments => Own.Where(static instruction => instruction.Keyword == "ARG").Select(static instruction => instruction.Words[0].Split('=')[0]);

    /// <summary>The variables that it sets, with their values.</summary>
    public IEnumerable<(string Name, string Value, int Line)> Variables =>
        from instruction in All
        where instruction.Keyword == "ENV"
        from word in instruction.Words
        let parts = word.Split('=', 2)
        where parts.Length == 2
        select (parts[0], parts[1], instruction.Line);
}
