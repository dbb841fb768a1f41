namespace Nusaloka.Runtime.Conformance.Silo.Storage;

[GenerateSerializer]
public sealed record LedgerState
{
    [Id(0)]
    public long Balance { get; init; }
}
