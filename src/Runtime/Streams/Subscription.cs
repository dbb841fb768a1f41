using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Streams;

/// <summary>
/// One who listens to a stream, and the items that wait for it. Items are given one after another; a listener that falls too far behind
/// loses the oldest, and the publisher is never held up.
/// </summary>
internal abstract partial class Subscription(StreamKey stream, Guid id) : IThreadPoolWorkItem
{
    /// <summary>How many items may wait for one listener.</summary>
    public const int Limit = 10_000;

    private readonly Lock _gate = new();
    private readonly Queue<StreamItem> _items = new();
    private StreamProvider? _publisher;
    private bool _giving;
    private bool _closed;

    public StreamKey Stream { get; } = stream;

    public Guid Id { get; } = id;

    /// <summary>A subscription that exists only while items wait for it.</summary>
    protected virtual bool ClosesWhenEmpty => false;

    /// <summary>Queues an item; false when the subscription has closed.</summary>
    public bool TryAdd(StreamItem item, StreamProvider publisher)
    {
        bool start;
        lock (_gate)
        {
            if (_closed) return false;
            if (_items.Count >= Limit)
            {
                _items.Dequeue();
                LogOverflow(publisher.Logger, Stream.Id, Limit);
            }

            _items.Enqueue(item);
            _publisher = publisher;
            start = !_giving;
            _giving = true;
        }

        if (start) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _items.Clear();
        }
    }

    /// <summary>Drops what waits.</summary>
    public void Clear()
    {
        lock (_gate) _items.Clear();
    }

    void IThreadPoolWorkItem.Execute() => _ = GiveAllAsync();

    /// <summary>Gives one item to the listener.</summary>
    protected abstract Task GiveAsync(StreamItem item, StreamProvider publisher);

    /// <summary>The subscription has closed because nothing waits for it.</summary>
    protected virtual void OnClosed()
    {
    }

    private async Task GiveAllAsync()
    {
        while (Next() is var (item, publisher))
        {
            try
            {
                await GiveAsync(item, publisher).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                LogLost(publisher.Logger, exception, Stream.Id);
            }
        }
    }

    private (StreamItem Item, StreamProvider Publisher)? Next()
    {
        lock (_gate)
        {
            if (_items.TryDequeue(out var item)) return (item, _publisher!);
            _giving = false;
            if (!ClosesWhenEmpty) return null;
            _closed = true;
        }

        OnClosed();
        return null;
    }

    [LoggerMessage(150, LogLevel.Warning, "A listener of stream {StreamId} is more than {Limit} items behind; the oldest is dropped.")]
    private static partial void LogOverflow(ILogger logger, StreamId streamId, int limit);

    [LoggerMessage(151, LogLevel.Error, "An item of stream {StreamId} was not taken by its listener and is lost.")]
    private static partial void LogLost(ILogger logger, Exception exception, StreamId streamId);
}
