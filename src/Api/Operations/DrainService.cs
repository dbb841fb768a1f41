namespace Nusaloka.Api.Operations;

/// <summary>
/// The first thing to happen when the process is asked to stop: /ready turns to 503 and answers ask clients to close their
/// connections, while the listener still accepts for <see cref="ApiOptions.DrainSeconds"/>. Then the server stops listening and
/// waits for what is in flight, and the silo stops last.
/// </summary>
public sealed class DrainService(ApiOptions options, IHostEnvironment environment, TimeProvider clock) : IHostedLifecycleService
{
    private readonly TimeSpan _drainTime = TimeSpan.FromSeconds(
        options.DrainSeconds ?? (environment.IsDevelopment() ? 0 : ApiOptions.DefaultDrainSeconds));

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
        if (_drainTime > TimeSpan.Zero)
            await Task.Delay(_drainTime, clock, cancellationToken);
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
