using System.Diagnostics;
using Nusaloka.Operations;
using Nusaloka.Silo.Observability;

namespace Nusaloka.Silo.Operations;

/// <summary>
/// Tells the cluster every second how this process is. A report is a whole snapshot: when one is lost, the next makes up for it,
/// so a failure is told once and not repeated.
/// </summary>
internal sealed partial class ClusterReporter(
    ProcessIdentity identity,
    StatusReader status,
    IRuntimeFigures runtime,
    DrainService drain,
    IGrainFactory grains,
    TimeProvider clock,
    ILogger<ClusterReporter> logger,
    RecentCalls? calls = null) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly string _instance = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
    private readonly ProcessLoad _load = new(clock);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        var isHeard = true;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!drain.IsServing && !drain.IsDraining)
                continue;
            try
            {
                await ReportAsync(stoppingToken);
                isHeard = true;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                if (isHeard && !drain.IsDraining)
                    LogNotHeard(exception);
                isHeard = false;
            }
        }
    }

    private async Task ReportAsync(CancellationToken stoppingToken)
    {
        // A parent that nobody records, so that reports do not fill the traces of silos.
        using var unrecorded = new Activity("report").SetIdFormat(ActivityIdFormat.W3C).Start();
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stoppingToken);
        var report = await MakeAsync(either.Token);
        await grains.GetGrain<IClusterReportGrain>(IClusterReportGrain.Key).ReportAsync(report, either.Token).WaitAsync(either.Token);
    }

    private async Task<ProcessReport> MakeAsync(CancellationToken cancellationToken)
    {
        var figures = await runtime.ReadAsync(cancellationToken);
        var (cpuCores, memoryBytes) = _load.Read();
        var (window, methods) = calls?.Read() ?? (TimeSpan.Zero, []);
        var process = new ProcessFigures(
            _instance, identity.Role, status.NameOf(figures), status.AddressOf(figures), figures.SiloName is not null,
            status.StateOf(figures), figures.ViewVersion, identity.StartedAt, BuildInfo.Version, Environment.MachineName,
            Environment.ProcessId, cpuCores, memoryBytes, figures.Kinds.Sum(kind => kind.Activations), figures.PendingCalls, clock.GetUtcNow());
        return new ProcessReport(process, figures.Members, figures.Kinds, window, methods);
    }

    [LoggerMessage(1203, LogLevel.Warning, "The cluster cannot be told how this process is; the operations page will miss it.")]
    private partial void LogNotHeard(Exception exception);
}
