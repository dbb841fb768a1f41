namespace Nusaloka.House.Tests.Source;

/// <summary>An instruction of a Dockerfile, its continued lines joined.</summary>
/// <param name="Keyword">In upper case: FROM, COPY, RUN.</param>
/// <param name="Arguments">What follows.</param>
/// <param name="Line">Where it begins, from 1.</param>
internal sealed record ImageInstruction(string Keyword, string Arguments, int Line)
{
    /// <summary>The arguments apart, without options such as --from=build.</summary>
    public IReadOnlyList<string> Words =>
        [.. Arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(static word => !word.StartsWith("--", StringComparison.Ordinal))];

    /// <summary>The value of an option such as --from; null when it is not given.</summary>
    public string? Option(string name) => Arguments.Split(' ')
        .Where(word => word.StartsWith($"--{name}=", StringComparison.Ordinal))
        .Select(word => word[(name.Length + 3)..])
        .FirstOrDefault();
}
