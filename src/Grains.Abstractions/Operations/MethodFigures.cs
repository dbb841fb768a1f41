namespace Nusaloka.Operations;

/// <summary>The calls of one grain method over all silos.</summary>
/// <param name="Kind">The grain type.</param>
/// <param name="Method">The method's name.</param>
/// <param name="Calls">Its calls.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.MethodFigures")]
public sealed record MethodFigures(
    [property: Id(0)] string Kind,
    [property: Id(1)] string Method,
    [property: Id(2)] CallFigures Calls);
