namespace Nusaloka.Runtime.Conformance.Silo.Streams;

/// <summary>An item that is more than a string.</summary>
[GenerateSerializer, Immutable, Alias("conformance.Order")]
public sealed record Order([property: Id(0)] string Product, [property: Id(1)] int Number);
