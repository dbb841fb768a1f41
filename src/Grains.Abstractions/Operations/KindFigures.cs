namespace Nusaloka.Operations;

/// <summary>What the silos of the cluster do with the grains of one kind.</summary>
/// <param name="Kind">The grain type.</param>
/// <param name="Silos">How many silos have some.</param>
/// <param name="Activations">How many activations there are.</param>
/// <param name="Waiting">How many requests wait at them in all.</param>
/// <param name="LongestMailbox">How many wait at the busiest one.</param>
/// <param name="Calls">Their calls.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.KindFigures")]
public sealed record KindFigures(
    [property: Id(0)] string Kind,
    [property: Id(1)] int Silos,
    [property: Id(2)] int Activations,
    [property: Id(3)] int Waiting,
    [property: Id(4)] int LongestMailbox,
    [property: Id(5)] CallFigures Calls);
