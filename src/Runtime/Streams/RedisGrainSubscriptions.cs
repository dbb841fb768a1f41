using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using StackExchange.Redis;

namespace Nusaloka.Runtime.Streams;

/// <summary>
/// The explicit subscriptions of grains: a hash per stream. One of a stream to which nobody has subscribed or published for a week is
/// forgotten. When Redis has lost its data, each silo writes those back that were made on it.
/// </summary>
internal sealed partial class RedisGrainSubscriptions(RedisCommands commands, RedisStreamNames names, TimeProvider time, ILogger logger) : IDisposable
{
    /// <summary>How long the subscriptions of a stream are kept that nobody uses.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    private const string SubscribeScript =
        """
        redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
        redis.call('PEXPIRE', KEYS[1], ARGV[3])
        return 1
        """;

    private const string UnsubscribeScript = "return redis.call('HDEL', KEYS[1], ARGV[1])";

    private const string ReadScript = "return redis.call('HGETALL', KEYS[1])";

    private const string EpochScript =
        """
        redis.call('SET', KEYS[1], ARGV[1], 'NX')
        return redis.call('GET', KEYS[1])
        """;

    private readonly ConcurrentDictionary<Guid, (StreamKey Stream, GrainId GrainId)> _own = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private Task _restored = Task.CompletedTask;
    private string? _epoch;
    private int _watching;

    public async Task AddAsync(StreamKey stream, Guid subscription, GrainId grainId)
    {
        await WatchAsync().ConfigureAwait(false);
        await WriteAsync(stream, subscription, grainId).ConfigureAwait(false);
        _own[subscription] = (stream, grainId);
    }

    public async Task RemoveAsync(StreamKey stream, Guid subscription)
    {
        _own.TryRemove(subscription, out _);
        await commands.RunAsync($"Unsubscribing from stream {stream.Id}", UnsubscribeScript, [names.SubscriptionsOf(stream)], subscription.ToString("N")).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<Guid>> OfAsync(StreamKey stream, GrainId grainId)
    {
        var result = await commands.RunAsync($"Looking up the subscriptions of stream {stream.Id}", ReadScript, [names.SubscriptionsOf(stream)]).ConfigureAwait(false);
        return [.. Read((RedisResult[])result!).Where(pair => pair.GrainId == grainId).Select(pair => pair.Subscription)];
    }

    /// <summary>Reads what a hash of subscriptions holds, names and values in turn.</summary>
    public static List<(Guid Subscription, GrainId GrainId)> Read(ReadOnlySpan<RedisResult> hash)
    {
        var read = new List<(Guid, GrainId)>(hash.Length / 2);
        for (var i = 0; i + 1 < hash.Length; i += 2)
        {
            if (Guid.TryParse((string?)hash[i], out var subscription) && GrainId.TryParse((string?)hash[i + 1], out var grainId)) read.Add((subscription, grainId));
        }

        return read;
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private Task<RedisResult> WriteAsync(StreamKey stream, Guid subscription, GrainId grainId) => commands.RunAsync(
        $"Subscribing to stream {stream.Id}",
        SubscribeScript,
        [names.SubscriptionsOf(stream)],
        subscription.ToString("N"),
        grainId.ToString(),
        (long)Lifetime.TotalMilliseconds);

    private async Task WatchAsync()
    {
        if (Volatile.Read(ref _epoch) is not null) return;
        Volatile.Write(ref _epoch, await ReadEpochAsync().ConfigureAwait(false));
        if (Interlocked.Exchange(ref _watching, 1) != 0) return;
        (await commands.GetConnectionAsync().ConfigureAwait(false)).ConnectionRestored += (_, restored) =>
        {
            if (restored.ConnectionType != ConnectionType.Interactive) return;
            lock (_gate) _restored = RestoreAsync(_restored);
        };
    }

    private async Task<string> ReadEpochAsync() => (string?)await commands
        .RunAsync("Looking at the streams", EpochScript, [names.Epoch], Guid.CreateVersion7(time.GetUtcNow()).ToString("N")).ConfigureAwait(false) ?? "";

    private async Task RestoreAsync(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (!_stopping.IsCancellationRequested && !await TryRestoreAsync().ConfigureAwait(false))
        {
            await Task.Delay(RetryPause, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // A connection that has just come back may not take commands yet.
    private async Task<bool> TryRestoreAsync()
    {
        try
        {
            var epoch = await ReadEpochAsync().ConfigureAwait(false);
            if (epoch == _epoch) return true;
            var own = _own.ToArray();
            foreach (var (subscription, (stream, grainId)) in own) await WriteAsync(stream, subscription, grainId).ConfigureAwait(false);
            Volatile.Write(ref _epoch, epoch);
            LogRestored(own.Length);
            return true;
        }
        catch (OrleansException exception)
        {
            LogNotRestored(exception);
            return false;
        }
    }

    [LoggerMessage(153, LogLevel.Warning, "Redis has lost its data; {Count} stream subscriptions of grains were written back.")]
    private partial void LogRestored(int count);

    [LoggerMessage(154, LogLevel.Warning, "Stream subscriptions of grains could not be checked after Redis came back; trying again.")]
    private partial void LogNotRestored(Exception exception);
}
