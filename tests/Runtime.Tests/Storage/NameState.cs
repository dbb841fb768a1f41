namespace Nusaloka.Runtime.Tests.Storage;

/// <summary>A record without a parameterless constructor.</summary>
[GenerateSerializer]
public sealed record NameState([property: Id(0)] string? Name);
