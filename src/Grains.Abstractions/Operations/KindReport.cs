namespace Nusaloka.Operations;

/// <summary>What one silo does with the grains of one kind at a moment.</summary>
/// <param name="Kind">The grain type, such as <c>wallet</c>.</param>
/// <param name="Activations">How many activations there are.</param>
/// <param name="Waiting">How many requests wait at them in all; 0 where the runtime does not tell.</param>
/// <param name="LongestMailbox">How many wait at the busiest one; 0 where the runtime does not tell.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.KindReport")]
public sealed record KindReport(
    [property: Id(0)] string Kind,
    [property: Id(1)] int Activations,
    [property: Id(2)] int Waiting,
    [property: Id(3)] int LongestMailbox);
