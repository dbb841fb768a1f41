using Microsoft.Extensions.Options;

namespace Nusaloka.Silo.Operations;

/// <summary>
/// The first thing to happen when the process is asked to stop: /ready turns to 503 and answers ask clients to close their
/// connections, while the listener still accepts for <see cref="DrainOptions.Seconds"/>. Then the server stops listening and
/// waits for what is in flight, and the silo stops last.
/// </summary>
public sealed class DrainService(IOptions<DrainOptions> options, TimeProvider clock) : IHostedLifecycleService
{
    private volatile bool _isStarted;
    private volatile bool _isDraining;

    /// <summary>Whether everything that this process hosts has started and nothing asked it to stop.</summary>
    public bool IsServing => _isStarted && !_isDraining;

    /// <summary>Whether the process is about to stop.</summary>
    public bool IsDraining => _isDraining;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _isStarted = true;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _isDraining = true;
        if (options.Value.Seconds is > 0 and var seconds)
            await Task.Delay(TimeSpan.FromSeconds(seconds), clock, cancellationToken);
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
