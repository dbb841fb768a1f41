using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Nusaloka.Silo.Observability;

/// <summary>
/// Makes the providers listen from the first request on: nothing else asks for them before /metrics is read. The container
/// disposes of them, which sends what is left.
/// </summary>
internal sealed class TelemetryStarter(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<MeterProvider>();
        services.GetService<TracerProvider>();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
