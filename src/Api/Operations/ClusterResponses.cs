using Nusaloka.Operations;
using Nusaloka.Silo.Operations;

namespace Nusaloka.Api.Operations;

/// <summary>The cluster at a moment.</summary>
/// <param name="ViewVersion">The newest view that any process knows.</param>
/// <param name="Silos">The processes that host grains.</param>
/// <param name="Apis">The processes that answer people; one that hosts grains, too, is in both lists.</param>
public sealed record ClusterResponse(long ViewVersion, IReadOnlyList<ProcessResponse> Silos, IReadOnlyList<ProcessResponse> Apis)
{
    /// <summary>As the API says it.</summary>
    public static ClusterResponse Of(ClusterFigures cluster) => new(
        cluster.ViewVersion,
        [.. cluster.Processes.Where(process => process.HasSilo).Select(ProcessResponse.Of)],
        [.. cluster.Processes.Where(process => process.Role == ProcessIdentity.Api).Select(ProcessResponse.Of)]);
}

/// <summary>A process of the cluster.</summary>
/// <param name="Role">silo or api.</param>
/// <param name="Name">The silo's name; for a process without a silo, its service name.</param>
/// <param name="Address">The silo's address; for a process without a silo, where it listens.</param>
/// <param name="State">joining, active, shutting_down or gone.</param>
/// <param name="ViewVersion">The newest view of the cluster that it knows.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="ReportedAt">When it was last heard of.</param>
/// <param name="Version">Which build it runs.</param>
/// <param name="Host">The machine.</param>
/// <param name="ProcessId">The process on that machine.</param>
/// <param name="CpuCores">How many processor cores it keeps busy.</param>
/// <param name="MemoryBytes">The memory that it has in use.</param>
/// <param name="Activations">How many grains are active in it.</param>
/// <param name="PendingCalls">How many calls of it wait for an answer.</param>
public sealed record ProcessResponse(
    string Role, string Name, string Address, ProcessState State, long ViewVersion, DateTimeOffset StartedAt, DateTimeOffset ReportedAt,
    string Version, string Host, int ProcessId, double CpuCores, long MemoryBytes, int Activations, int PendingCalls)
{
    /// <summary>As the API says it.</summary>
    public static ProcessResponse Of(ProcessFigures process) => new(
        process.Role, process.Name, process.Address, process.State, process.ViewVersion, process.StartedAt, process.ReportedAt,
        process.Version, process.Host, process.ProcessId, process.CpuCores, process.MemoryBytes, process.Activations, process.PendingCalls);
}
