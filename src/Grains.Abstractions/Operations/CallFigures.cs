namespace Nusaloka.Operations;

/// <summary>Calls in figures, over all silos.</summary>
/// <param name="Total">Calls since the silos started.</param>
/// <param name="Errors">Of those, how many ended in an exception.</param>
/// <param name="PerSecond">Calls a second within the last minute.</param>
/// <param name="ErrorsPerSecond">Exceptions a second within the last minute.</param>
/// <param name="P50">How long half of the last minute's calls ran at most; null without calls.</param>
/// <param name="P99">How long 99 of 100 of the last minute's calls ran at most; null without calls.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.CallFigures")]
public sealed record CallFigures(
    [property: Id(0)] long Total,
    [property: Id(1)] long Errors,
    [property: Id(2)] double PerSecond,
    [property: Id(3)] double ErrorsPerSecond,
    [property: Id(4)] TimeSpan? P50,
    [property: Id(5)] TimeSpan? P99);
