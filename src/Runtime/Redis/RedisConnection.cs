using Microsoft.Extensions.Options;
using Orleans.Clustering.Redis;
using Orleans.Runtime;
using StackExchange.Redis;

namespace Nusaloka.Runtime.Redis;

/// <summary>
/// The host's connection to Redis, for all that may wait for the thread pool. It is made when first asked for, comes back by itself when
/// it was lost, and is made here and nowhere else.
/// </summary>
internal sealed class RedisConnection(IOptions<RedisClusteringOptions> options) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private Task<ConnectionMultiplexer>? _connection;
    private bool _disposed;

    /// <summary>The one connection. It may not be up yet, or not now: then what is sent over it fails.</summary>
    public Task<ConnectionMultiplexer> GetAsync()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            // A name that could not be resolved leaves no connection behind that could come back.
            if (_connection is null or { IsFaulted: true } or { IsCanceled: true }) _connection = ConnectAsync();
            return _connection;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task<ConnectionMultiplexer>? connection;
        lock (_gate)
        {
            _disposed = true;
            connection = _connection;
        }

        if (connection is null) return;
        await ((Task)connection).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (connection.IsCompletedSuccessfully) connection.Result.Dispose();
    }

    /// <summary>The settings that were given.</summary>
    /// <exception cref="OrleansConfigurationException">There are none.</exception>
    public static ConfigurationOptions SettingsOf(RedisClusteringOptions options) => options.ConfigurationOptions
        ?? throw new OrleansConfigurationException($"{nameof(RedisClusteringOptions)}.{nameof(RedisClusteringOptions.ConfigurationOptions)} is required: call UseRedisClustering with where Redis is.");

    private Task<ConnectionMultiplexer> ConnectAsync()
    {
        var settings = SettingsOf(options.Value).Clone();
        // Redis may be away when a host starts, and come later.
        settings.AbortOnConnectFail = false;
        return ConnectionMultiplexer.ConnectAsync(settings);
    }
}
