using System.Collections.Immutable;
using Nusaloka.Operations;

namespace Nusaloka.Grains.Operations;

/// <summary>Keeps the reports of processes in memory.</summary>
[GrainType("cluster-report")]
internal sealed class ClusterReportGrain(TimeProvider time) : Grain, IClusterReportGrain
{
    private ClusterReports _reports = ClusterReports.None;

    public Task ReportAsync(ProcessReport report, CancellationToken cancellationToken)
    {
        _reports = _reports.With(report, time.GetUtcNow());
        return Task.CompletedTask;
    }

    public Task<ClusterFigures> GetClusterAsync(CancellationToken cancellationToken) => Task.FromResult(Now().Cluster(time.GetUtcNow()));

    public Task<ImmutableArray<KindFigures>> GetKindsAsync(CancellationToken cancellationToken) => Task.FromResult(Now().Kinds(time.GetUtcNow()));

    public Task<ImmutableArray<MethodFigures>> GetMethodsAsync(MethodOrder order, int limit, CancellationToken cancellationToken) =>
        Task.FromResult(Now().Methods(order, limit));

    private ClusterReports Now() => _reports = _reports.Forget(time.GetUtcNow());
}
