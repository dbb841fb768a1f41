namespace Nusaloka.Runtime.Tests.Placement;

[GenerateSerializer]
public sealed record WitnessState
{
    [Id(0)]
    public long Count { get; init; }
}
