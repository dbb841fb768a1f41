using Nusaloka.Silo;
using StackExchange.Redis;

namespace Nusaloka.Api.RateLimits;

/// <summary>
/// Runs scripts on the cluster's Redis for what API processes count together. Redis being away is no failure: the answer is then "nobody
/// knows", at once, until a try every <see cref="RetryInterval"/> succeeds.
/// </summary>
public sealed partial class SharedRedis : IAsyncDisposable
{
    /// <summary>How long Redis may take for an answer, unless told otherwise.</summary>
    public static readonly TimeSpan DefaultPatience = TimeSpan.FromMilliseconds(250);

    /// <summary>How often an absent Redis is tried.</summary>
    public static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(2);

    private readonly ConfigurationOptions? _settings;
    private readonly string _prefix;
    private readonly TimeProvider _clock;
    private readonly ILogger<SharedRedis> _logger;
    private readonly TimeSpan _patience;
    private readonly Lock _gate = new();
    private Task<ConnectionMultiplexer>? _connection;
    private long _retryAt;
    private bool _disposed;

    /// <summary>Takes the settings of the cluster; without Redis in them nothing is ever asked.</summary>
    public SharedRedis(ClusterSettings cluster, TimeProvider clock, ILogger<SharedRedis> logger, TimeSpan? patience = null)
    {
        (_prefix, _clock, _logger, _patience) = ($"nusaloka:{cluster.ClusterId}:", clock, logger, patience ?? DefaultPatience);
        if (cluster.Redis is not { } redis)
            return;
        _settings = ConfigurationOptions.Parse(redis);
        // Redis may be away when a process starts, and come later.
        _settings.AbortOnConnectFail = false;
        _ = ConnectionAsync();
    }

    /// <summary>Whether there is a Redis, and it is not known to be away.</summary>
    public bool IsThere => _settings is not null && Now >= Interlocked.Read(ref _retryAt);

    /// <summary>Whether there should be a Redis.</summary>
    public bool IsWanted => _settings is not null;

    private long Now => _clock.GetElapsedTime(0).Ticks;

    /// <summary>Runs a script whose answer is a list of numbers; null while Redis is away.</summary>
    /// <param name="script">The script.</param>
    /// <param name="keys">Its keys, to which the cluster's prefix is added.</param>
    /// <param name="arguments">Its arguments.</param>
    public async Task<long[]?> RunAsync(string script, string[] keys, params long[] arguments)
    {
        if (_settings is null || !MayTry())
            return null;
        try
        {
            var connection = await ConnectionAsync().WaitAsync(_patience, _clock);
            var answer = await connection.GetDatabase()
                .ScriptEvaluateAsync(
                    script,
                    Array.ConvertAll(keys, key => (RedisKey)(_prefix + key)),
                    Array.ConvertAll(arguments, static argument => (RedisValue)argument))
                .WaitAsync(_patience, _clock);
            if (Interlocked.Exchange(ref _retryAt, 0) != 0)
                LogBack();
            return (long[])answer;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whatever is the matter with Redis, requests are answered.
            if (Interlocked.Exchange(ref _retryAt, Now + RetryInterval.Ticks) == 0)
                LogAway(exception);
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Task<ConnectionMultiplexer>? connection;
        lock (_gate)
        {
            _disposed = true;
            connection = _connection;
        }

        if (connection is null)
            return;
        await ((Task)connection).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (connection.IsCompletedSuccessfully)
            connection.Result.Dispose();
    }

    /// <summary>While Redis is away one caller in <see cref="RetryInterval"/> tries; the others do not wait for it.</summary>
    private bool MayTry()
    {
        var retryAt = Interlocked.Read(ref _retryAt);
        if (retryAt == 0)
            return true;
        var now = Now;
        return now >= retryAt && Interlocked.CompareExchange(ref _retryAt, now + RetryInterval.Ticks, retryAt) == retryAt;
    }

    private Task<ConnectionMultiplexer> ConnectionAsync()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            // A name that could not be resolved leaves no connection behind that could come back.
            if (_connection is null or { IsFaulted: true } or { IsCanceled: true })
                _connection = ConnectionMultiplexer.ConnectAsync(_settings ?? throw new InvalidOperationException("There is no Redis."));
            return _connection;
        }
    }

    [LoggerMessage(1321, LogLevel.Warning, "Redis does not answer: each API process counts for itself until it does.")]
    private partial void LogAway(Exception exception);

    [LoggerMessage(1322, LogLevel.Information, "Redis answers again: API processes count together.")]
    private partial void LogBack();
}
