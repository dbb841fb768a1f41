using Nusaloka.Operations;

namespace Nusaloka.Silo.Operations;

/// <summary>Says whether the process can serve requests.</summary>
public sealed partial class Readiness(
    DrainService drain, IRuntimeFigures runtime, IGrainFactory grains, TimeProvider clock, ILogger<Readiness> logger)
{
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Null when it can: started, not draining, in the cluster's view, and a grain that asks the database answers. Otherwise why
    /// not: starting, draining or not_ready.
    /// </summary>
    public async Task<string?> WhyNotAsync(CancellationToken cancellationToken)
    {
        if (!drain.IsServing)
            return drain.IsDraining ? "draining" : "starting";

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var figures = await runtime.ReadAsync(deadline.Token).AsTask().WaitAsync(ProbeTimeout, clock, cancellationToken);
            if (figures.State != ProcessState.Active)
            {
                LogNotInView(figures.ViewVersion);
                return "not_ready";
            }

            await grains.GetGrain<IProbeGrain>("0").CheckAsync(deadline.Token).WaitAsync(ProbeTimeout, clock, cancellationToken);
            return null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            await deadline.CancelAsync();
            LogNotReady(exception);
            return "not_ready";
        }
    }

    [LoggerMessage(1201, LogLevel.Warning, "The process is not ready: a grain that asks the database did not answer.")]
    private partial void LogNotReady(Exception exception);

    [LoggerMessage(1202, LogLevel.Warning, "The process is not ready: it is not active in view {ViewVersion} of the cluster.")]
    private partial void LogNotInView(long viewVersion);
}
