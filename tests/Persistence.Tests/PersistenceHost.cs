using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Testing;
using Orleans.Storage;

namespace Nusaloka.Persistence.Tests;

/// <summary>The persistence services of one process over a test database, as a silo has them.</summary>
internal sealed class PersistenceHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly MeterListener _listener = new();
    private long _commits;
    private long _committedWrites;
    private long _fenced;

    public PersistenceHost(PostgresDatabase database, Action<PersistenceOptions>? options = null, Action<IServiceCollection>? services = null)
    {
        var collection = new ServiceCollection();
        collection.AddNusalokaPersistence(configured =>
        {
            configured.ConnectionString = database.ConnectionString;
            configured.MaxPoolSize = 16;
            options?.Invoke(configured);
        });
        services?.Invoke(collection);
        _services = collection.BuildServiceProvider();

        var meters = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters)
                && instrument.Name is ("nusaloka.state_write.batch_size" or "nusaloka.state_write.fenced" or "nusaloka.ledger.fenced"))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((_, size, _, _) =>
        {
            Interlocked.Increment(ref _commits);
            Interlocked.Add(ref _committedWrites, size);
        });
        _listener.SetMeasurementEventCallback<long>((_, fenced, _, _) => Interlocked.Add(ref _fenced, fenced));
        _listener.Start();
    }

    public IGrainStorage Storage => Get<IGrainStorage>();

    /// <summary>Batches that were sent so far.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    /// <summary>Writes in those batches.</summary>
    public long CommittedWrites => Interlocked.Read(ref _committedWrites);

    /// <summary>Writes of states and operations of the ledger that were refused so far, because another has taken the grain over.</summary>
    public long Fenced => Interlocked.Read(ref _fenced);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task<GrainState<T>> ReadAsync<T>(GrainId id)
    {
        var state = new GrainState<T>();
        await Storage.ReadStateAsync("state", id, state);
        return state;
    }

    public async Task<GrainState<T>> WriteNewAsync<T>(GrainId id, T value)
    {
        var state = new GrainState<T> { State = value };
        await Storage.WriteStateAsync("state", id, state);
        return state;
    }

    public Task WriteAsync<T>(GrainId id, GrainState<T> state, T value)
    {
        state.State = value;
        return Storage.WriteStateAsync("state", id, state);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _services.DisposeAsync();
    }
}
