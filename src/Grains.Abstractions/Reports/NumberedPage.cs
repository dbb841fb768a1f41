namespace Nusaloka.Reports;

/// <summary>A page by its number, for clients that count pages.</summary>
/// <param name="Number">1 to <see cref="MaxNumber"/>.</param>
/// <param name="Size">1 to <see cref="PageRequest.MaxLimit"/>.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.NumberedPage")]
public sealed record NumberedPage(
    [property: Id(0)] int Number,
    [property: Id(1)] int Size)
{
    /// <summary>The last page that can be asked for.</summary>
    public const int MaxNumber = 1_000_000;

    /// <summary>The size when the caller names none.</summary>
    public const int DefaultSize = 50;
}
