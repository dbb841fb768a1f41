using System.Collections.Immutable;

namespace Nusaloka.Operations;

/// <summary>
/// Keeps the newest report of every process in memory, for operators. There is one, with the key <see cref="Key"/>. What it
/// forgets with its silo comes back with the next reports, within seconds.
/// </summary>
[Alias("nusaloka.IClusterReportGrain")]
public interface IClusterReportGrain : IGrainWithStringKey
{
    /// <summary>The key of the only one.</summary>
    const string Key = "0";

    /// <summary>The most methods that <see cref="GetMethodsAsync"/> answers.</summary>
    const int MaxMethods = 100;

    /// <summary>Takes a report in place of the process's last one. Reporting again changes nothing.</summary>
    [Alias("Report")]
    Task ReportAsync(ProcessReport report, CancellationToken cancellationToken = default);

    /// <summary>The processes of the cluster.</summary>
    [Alias("GetCluster")]
    Task<ClusterFigures> GetClusterAsync(CancellationToken cancellationToken = default);

    /// <summary>Grain kinds over all silos, by name.</summary>
    [Alias("GetKinds")]
    Task<ImmutableArray<KindFigures>> GetKindsAsync(CancellationToken cancellationToken = default);

    /// <summary>Grain methods over all silos, in that order; at most <paramref name="limit"/>, 1 to <see cref="MaxMethods"/>.</summary>
    [Alias("GetMethods")]
    Task<ImmutableArray<MethodFigures>> GetMethodsAsync(MethodOrder order, int limit, CancellationToken cancellationToken = default);
}
