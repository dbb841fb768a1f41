namespace Nusaloka.House.Tests.Source;

/// <summary>Something that breaks a rule of the house.</summary>
/// <param name="Path">The file, from the root.</param>
/// <param name="Line">From 1.</param>
/// <param name="Message">What is wrong, the limit, and the remedy.</param>
internal sealed record Finding(string Path, int Line, string Message)
{
    /// <summary>As compilers print it, so that editors can jump to it.</summary>
    public override string ToString() => $"{Path}:{Line}: {Message}";
}
