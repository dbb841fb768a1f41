using Orleans.Runtime;
using Orleans.Streams;

namespace Nusaloka.Runtime.Streams;

internal sealed class AsyncStream<T>(StreamProvider provider, StreamId streamId) : IAsyncStream<T>
{
    public bool IsRewindable => false;

    public string ProviderName => provider.Name;

    public StreamId StreamId { get; } = streamId;

    public Task OnNextAsync(T item, StreamSequenceToken? token = null) => provider.PublishAsync(StreamId, new PublishedItem<T>(StreamItemKind.Value, item, null));

    public Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null) => Task.WhenAll(batch.Select(item => OnNextAsync(item)));

    public Task OnCompletedAsync() => provider.PublishAsync(StreamId, new PublishedItem<T>(StreamItemKind.End, default!, null));

    public Task OnErrorAsync(Exception ex)
    {
        ArgumentNullException.ThrowIfNull(ex);
        return provider.PublishAsync(StreamId, new PublishedItem<T>(StreamItemKind.Failure, default!, ex));
    }

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer) => SubscribeAsync(observer, null);

    public async Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token, string? filterData = null)
    {
        ArgumentNullException.ThrowIfNull(observer);
        StreamProvider.RefuseRewind(token);
        return HandleOf(await provider.SubscribeAsync(StreamId, new StreamObserver<T>(observer)));
    }

    public async Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles() =>
        [.. (await provider.SubscriptionsOfCallerAsync(StreamId)).Select(HandleOf)];

    public bool Equals(IAsyncStream<T>? other) => other is not null && other.StreamId == StreamId && other.ProviderName == ProviderName;

    public override bool Equals(object? obj) => Equals(obj as IAsyncStream<T>);

    public override int GetHashCode() => HashCode.Combine(ProviderName, StreamId);

    public int CompareTo(IAsyncStream<T>? other) => StreamId.CompareTo(other?.StreamId ?? default);

    private StreamSubscriptionHandle<T> HandleOf(Guid id) => new SubscriptionHandle<T>(provider, StreamId, id);
}
