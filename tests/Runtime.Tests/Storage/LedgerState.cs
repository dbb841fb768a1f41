namespace Nusaloka.Runtime.Tests.Storage;

[GenerateSerializer]
public sealed record LedgerState
{
    [Id(0)]
    public long Balance { get; init; }
}
