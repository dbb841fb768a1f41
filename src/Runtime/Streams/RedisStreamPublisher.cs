using System.Threading.Channels;
using Orleans.Runtime;
using StackExchange.Redis;

namespace Nusaloka.Runtime.Streams;

/// <summary>
/// The way of this host's items to Redis: one after another, so that they keep their order, and many under way at once. A script numbers
/// an item, publishes it to the hosts that listen, and answers with the grains that have subscribed.
/// </summary>
internal sealed class RedisStreamPublisher : IAsyncDisposable
{
    /// <summary>How many items may wait.</summary>
    public const int Limit = 10_000;

    private const int MaxTogether = 256;

    private const string PublishScript =
        """
        local number = string.format('%.0f', redis.call('INCR', KEYS[2]))
        redis.call('PUBLISH', KEYS[1], number .. ' ' .. ARGV[1])
        local grains = redis.call('HGETALL', KEYS[3])
        table.insert(grains, 1, redis.call('EXISTS', KEYS[4]))
        table.insert(grains, 1, number)
        return grains
        """;

    private readonly Channel<Outgoing> _queue =
        Channel.CreateBounded<Outgoing>(new BoundedChannelOptions(Limit) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly RedisCommands _commands;
    private readonly RedisStreamNames _names;
    private readonly Action _incomplete;
    private readonly TimeProvider _time;
    private readonly Task _running;

    /// <param name="commands">What is said to Redis.</param>
    /// <param name="names">What things are called there.</param>
    /// <param name="incomplete">Told that Redis does not have all grains that have subscribed.</param>
    /// <param name="time">The clock.</param>
    public RedisStreamPublisher(RedisCommands commands, RedisStreamNames names, Action incomplete, TimeProvider time)
    {
        _incomplete = incomplete;
        _commands = commands;
        _names = names;
        _time = time;
        using (ExecutionContext.SuppressFlow()) _running = Task.Run(RunAsync);
    }

    /// <summary>Publishes an item; completes when Redis has it.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="item">The item, without its number.</param>
    /// <param name="published">Told the number and the grains that listen, in the order of the items.</param>
    /// <exception cref="LimitExceededException">Too many wait.</exception>
    /// <exception cref="OrleansException">Redis does not take it.</exception>
    public Task PublishAsync(StreamKey stream, byte[] item, Action<long, List<(Guid Subscription, GrainId GrainId)>> published)
    {
        var outgoing = new Outgoing(stream, item, published, _time.GetTimestamp());
        if (!_queue.Writer.TryWrite(outgoing))
        {
            throw _queue.Reader.Completion.IsCompleted
                ? new ObjectDisposedException(nameof(RedisStreamPublisher), "The host stops and publishes nothing more.")
                : new LimitExceededException("StreamItemsWaiting", _queue.Reader.Count, Limit, $"at stream {stream.Id}: Redis is slower than the publishers.");
        }

        return outgoing.Done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _running.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        var batch = new List<Outgoing>();
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (batch.Count < MaxTogether && _queue.Reader.TryRead(out var outgoing)) batch.Add(outgoing);
            await SendAsync(batch).ConfigureAwait(false);
            batch.Clear();
        }
    }

    private async Task SendAsync(List<Outgoing> batch)
    {
        var replies = new List<Task<RedisResult>>(batch.Count);
        try
        {
            var database = await _commands.GetDatabaseAsync().ConfigureAwait(false);
            foreach (var outgoing in batch) replies.Add(Left(outgoing) > TimeSpan.Zero ? Send(database, outgoing) : Task.FromException<RedisResult>(new TimeoutException("It was not sent.")));
        }
        catch (Exception exception)
        {
            // Sending itself does not throw, so nothing is sent.
            foreach (var _ in batch) replies.Add(Task.FromException<RedisResult>(exception));
        }

        for (var i = 0; i < batch.Count; i++) await CompleteAsync(batch[i], replies[i]).ConfigureAwait(false);
    }

    private Task<RedisResult> Send(IDatabase database, Outgoing outgoing) => RedisCommands.Send(
        database,
        PublishScript,
        [_names.ChannelOf(outgoing.Stream), _names.LastNumber, _names.SubscriptionsOf(outgoing.Stream), _names.SubscriptionsMark],
        outgoing.Item);

    private async Task CompleteAsync(Outgoing outgoing, Task<RedisResult> reply)
    {
        try
        {
            var left = Left(outgoing);
            var result = (RedisResult[])(await reply.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, _time).ConfigureAwait(false))!;
            if ((long)result[1] == 0) _incomplete();
            outgoing.Published((long)result[0], RedisGrainSubscriptions.Read(result.AsSpan(2)));
            outgoing.Done.TrySetResult();
        }
        catch (Exception exception)
        {
            outgoing.Done.TrySetException(RedisCommands.Failed($"Publishing to stream {outgoing.Stream.Id}", exception));
        }
    }

    private TimeSpan Left(Outgoing outgoing) => RedisCommands.Patience - _time.GetElapsedTime(outgoing.Since);

    private sealed record Outgoing(StreamKey Stream, byte[] Item, Action<long, List<(Guid Subscription, GrainId GrainId)>> Published, long Since)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
