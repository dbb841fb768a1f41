using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using StackExchange.Redis;

namespace Nusaloka.Runtime.Streams;

/// <summary>
/// The copy of the grains' explicit subscriptions in Redis, where publishers find them: a hash per stream, and a mark that all are there.
/// Redis may lose both; the next publisher notices that the mark is gone, and has every <see cref="IStreamSubscriptionsGrain"/> write its share again.
/// </summary>
internal sealed partial class RedisGrainSubscriptions(
    RedisCommands commands, RedisStreamNames names, Func<string, IStreamSubscriptionsGrain> share, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    private const string SubscribeScript = "return redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])";

    private const string UnsubscribeScript = "return redis.call('HDEL', KEYS[1], ARGV[1])";

    // What is begun here is lost with the rest if Redis loses its data before the end, and then the mark is not set.
    private const string BeginScript = "return redis.call('SET', KEYS[1], 1)";

    private const string EndScript =
        """
        if redis.call('DEL', KEYS[1]) == 0 then return 0 end
        redis.call('SET', KEYS[2], 1)
        return 1
        """;

    private int _restoring;
    private long _failedAt;

    /// <summary>Writes a subscription.</summary>
    /// <exception cref="OrleansException">Redis does not take it.</exception>
    public Task WriteAsync(StreamSubscriptionEntry entry)
    {
        var stream = entry.ToStream();
        return commands.RunAsync(
            $"Subscribing to stream {stream.Id}", SubscribeScript, [names.SubscriptionsOf(stream)], entry.Subscription.ToString("N"), entry.GrainId);
    }

    /// <summary>Takes a subscription out.</summary>
    /// <exception cref="OrleansException">Redis does not take it.</exception>
    public Task RemoveAsync(StreamSubscriptionEntry entry)
    {
        var stream = entry.ToStream();
        return commands.RunAsync($"Unsubscribing from stream {stream.Id}", UnsubscribeScript, [names.SubscriptionsOf(stream)], entry.Subscription.ToString("N"));
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

    /// <summary>The mark is gone. Has all written again, once at a time; what is published meanwhile may miss grains.</summary>
    public void RestoreSoon()
    {
        if (Interlocked.Exchange(ref _restoring, 1) != 0) return;
        if (_failedAt != 0 && time.GetElapsedTime(_failedAt) < PauseAfterFailure) Volatile.Write(ref _restoring, 0);
        else _ = RestoreAsync();
    }

    private async Task RestoreAsync()
    {
        // Not in the way of what is being published.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var attempt = names.RestorationOf(Guid.CreateVersion7(time.GetUtcNow()));
            await commands.RunAsync("Restoring the subscriptions of grains", BeginScript, [attempt]).ConfigureAwait(false);
            var counts = await Task.WhenAll(Enumerable.Range(0, StreamSubscriptionsGrain.Shares)
                .Select(number => share(number.ToString(System.Globalization.CultureInfo.InvariantCulture)).RestoreAsync())).ConfigureAwait(false);
            await commands.RunAsync("Restoring the subscriptions of grains", EndScript, [attempt, names.SubscriptionsMark]).ConfigureAwait(false);
            LogRestored(counts.Sum());
        }
        catch (Exception exception)
        {
            _failedAt = time.GetTimestamp();
            LogNotRestored(exception);
        }
        finally
        {
            Volatile.Write(ref _restoring, 0);
        }
    }

    [LoggerMessage(153, LogLevel.Information, "Redis was without the stream subscriptions of grains; {Count} were written.")]
    private partial void LogRestored(int count);

    [LoggerMessage(154, LogLevel.Warning, "Redis is without the stream subscriptions of grains, and they could not be written; it is tried again.")]
    private partial void LogNotRestored(Exception exception);
}
