namespace Nusaloka.Operations;

/// <summary>A process of the cluster, as it sees itself.</summary>
/// <param name="Instance">Names this start of the process; a restarted one has another.</param>
/// <param name="Role"><c>silo</c> or <c>api</c>.</param>
/// <param name="Name">The silo's name; for a process without a silo, its service name.</param>
/// <param name="Address">The silo's address with its generation; for a process without a silo, where it listens.</param>
/// <param name="HasSilo">Whether it hosts grains: every silo does, and an API that is alone.</param>
/// <param name="State">How it is.</param>
/// <param name="ViewVersion">The newest view of the cluster that it knows.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="Version">Which build it runs.</param>
/// <param name="Host">The machine.</param>
/// <param name="ProcessId">The process on that machine.</param>
/// <param name="CpuCores">How many processor cores it kept busy since the report before: 0.25 is a quarter of one.</param>
/// <param name="MemoryBytes">The memory that it has in use.</param>
/// <param name="Activations">How many grains are active in it.</param>
/// <param name="PendingCalls">How many calls of it wait for an answer.</param>
/// <param name="ReportedAt">When its newest report arrived; set by whoever keeps the reports.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ProcessFigures")]
public sealed record ProcessFigures(
    [property: Id(0)] string Instance,
    [property: Id(1)] string Role,
    [property: Id(2)] string Name,
    [property: Id(3)] string Address,
    [property: Id(4)] bool HasSilo,
    [property: Id(5)] ProcessState State,
    [property: Id(6)] long ViewVersion,
    [property: Id(7)] DateTimeOffset StartedAt,
    [property: Id(8)] string Version,
    [property: Id(9)] string Host,
    [property: Id(10)] int ProcessId,
    [property: Id(11)] double CpuCores,
    [property: Id(12)] long MemoryBytes,
    [property: Id(13)] int Activations,
    [property: Id(14)] int PendingCalls,
    [property: Id(15)] DateTimeOffset ReportedAt);
