namespace Nusaloka.Bench.Serialization;

/// <summary>A message of five fields, as most are.</summary>
[GenerateSerializer, Immutable, Alias("nusaloka.bench.SmallMessage")]
public sealed record SmallMessage(
    [property: Id(0)] string Id,
    [property: Id(1)] long Amount,
    [property: Id(2)] int Kind,
    [property: Id(3)] bool Replayed,
    [property: Id(4)] DateTimeOffset At);
