namespace Nusaloka.Grains.Search;

/// <summary>A name that fits what was typed.</summary>
/// <param name="Name">Its number in the index.</param>
/// <param name="Fit">How it fits.</param>
/// <param name="Score">Higher is better, among those of one fit.</param>
internal readonly record struct NameMatch(int Name, NameFit Fit, int Score);

/// <summary>How a name fits what was typed.</summary>
internal enum NameFit
{
    /// <summary>It is the name, or the name from one of its words to its end.</summary>
    Exact = 0,

    /// <summary>The name, or one of its words, begins so.</summary>
    Completion = 1,

    /// <summary>It is the name with some letters wrong.</summary>
    Correction = 2,
}
