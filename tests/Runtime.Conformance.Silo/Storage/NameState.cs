namespace Nusaloka.Runtime.Conformance.Silo.Storage;

/// <summary>A record without a parameterless constructor; what it is before it is written, storages may differ about.</summary>
[GenerateSerializer]
public sealed record NameState([property: Id(0)] string? Name);
