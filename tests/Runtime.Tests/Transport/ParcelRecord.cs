namespace Nusaloka.Runtime.Tests.Transport;

/// <summary>A small message, as most are.</summary>
[GenerateSerializer, Immutable, Alias("nusaloka.tests.ParcelRecord")]
public sealed record ParcelRecord([property: Id(0)] Guid Id, [property: Id(1)] string Name, [property: Id(2)] long Units, [property: Id(3)] DateTimeOffset At);
