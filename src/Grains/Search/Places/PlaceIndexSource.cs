using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Nusaloka.Grains.Search.Places;

/// <summary>
/// The index of a silo. The first who ask wait until it is built; later it is looked at every few seconds, while everybody goes on with what
/// there is, whether the table has other places now.
/// </summary>
internal sealed partial class PlaceIndexSource(
    PlaceStore store, IOptions<SearchOptions> options, TimeProvider time, ILogger<PlaceIndexSource> logger) : IDisposable
{
    private readonly SemaphoreSlim _building = new(1);
    private readonly Lock _lock = new();
    private volatile PlaceIndex? _index;
    private Task _refresh = Task.CompletedTask;
    private DateTimeOffset _lookedAt;

    /// <summary>The places as they were at most some seconds ago.</summary>
    /// <exception cref="NpgsqlException">There is no index yet, and the database cannot be read.</exception>
    public async ValueTask<PlaceIndex> GetAsync(CancellationToken cancellationToken)
    {
        if (_index is not { } index)
            return await BuildFirstAsync(cancellationToken);

        RefreshWhenDue();
        return index;
    }

    public void Dispose() => _building.Dispose();

    private async Task<PlaceIndex> BuildFirstAsync(CancellationToken cancellationToken)
    {
        await _building.WaitAsync(cancellationToken);
        try
        {
            _lookedAt = time.GetUtcNow();
            return _index ??= await BuildAsync(cancellationToken);
        }
        finally
        {
            _building.Release();
        }
    }

    private void RefreshWhenDue()
    {
        var now = time.GetUtcNow();
        if (now - _lookedAt < options.Value.RefreshInterval)
            return;

        lock (_lock)
        {
            if (!_refresh.IsCompleted)
                return;
            _lookedAt = now;
            // Not in the turn of the grain that happened to come: it is answered at once.
            _refresh = Task.Run(RefreshAsync);
        }
    }

    private async Task RefreshAsync()
    {
        try
        {
            if (await store.ReadVersionAsync(CancellationToken.None) != _index?.Version)
                _index = await BuildAsync(CancellationToken.None);
        }
        catch (NpgsqlException exception)
        {
            LogNotRefreshed(exception);
        }
    }

    private async Task<PlaceIndex> BuildAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var (version, places) = await store.ReadAllAsync(cancellationToken);
        var index = await Task.Run(() => new PlaceIndex(version, places), cancellationToken);
        LogBuilt(places.Length, version, (long)time.GetElapsedTime(began).TotalMilliseconds);
        return index;
    }

    [LoggerMessage(EventId = 6300, Level = LogLevel.Information, Message = "Indexed {Places} places (version {Version}) in {Milliseconds} ms")]
    private partial void LogBuilt(int places, long version, long milliseconds);

    [LoggerMessage(EventId = 6301, Level = LogLevel.Warning, Message = "The places could not be read again; searches go on with those of before")]
    private partial void LogNotRefreshed(Exception exception);
}
