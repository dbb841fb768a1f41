using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments.Reconciliations;

/// <summary>Makes sure once that reconciliation runs each hour; from then on its reminder sees to it, whatever becomes of this process.</summary>
internal sealed partial class ReconciliationStarter(
    IGrainFactory grains, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<ReconciliationStarter> logger) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Grains can be called when the silo is up, and it is up when the host is.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStarted = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await grains.GetGrain<IReconciliationGrain>(IReconciliationGrain.Key).StartAsync(stoppingToken);
                return;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogNotStarted(exception);
                await Task.Delay(RetryDelay, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(EventId = 3143, Level = LogLevel.Warning, Message = "Reconciliation could not be started; it is tried again")]
    private partial void LogNotStarted(Exception exception);
}
