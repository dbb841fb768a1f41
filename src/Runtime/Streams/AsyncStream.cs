using Orleans.Runtime;
using Orleans.Streams;

namespace Nusaloka.Runtime.Streams;

internal sealed class AsyncStream<T>(StreamProvider provider, StreamId streamId) : IAsyncStream<T>
{
    public bool IsRewindable => false;

    public string ProviderName => provider.Name;

    public StreamId StreamId { get; } = streamId;

    public Task OnNextAsync(T item, StreamSequenceToken? token = null)
    {
        provider.Publish(StreamId, new StreamValue<T>(item, provider.Hub.NextToken()));
        return Task.CompletedTask;
    }

    public Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null)
    {
        foreach (var item in batch) provider.Publish(StreamId, new StreamValue<T>(item, provider.Hub.NextToken()));
        return Task.CompletedTask;
    }

    public Task OnCompletedAsync()
    {
        provider.Publish(StreamId, new StreamEnd<T>(null));
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex)
    {
        provider.Publish(StreamId, new StreamEnd<T>(ex));
        return Task.CompletedTask;
    }

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer) => SubscribeAsync(observer, null);

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token, string? filterData = null)
    {
        ArgumentNullException.ThrowIfNull(observer);
        StreamProvider.RefuseRewind(token);
        return Task.FromResult(HandleOf(provider.Subscribe(StreamId, observer)));
    }

    public Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles() =>
        Task.FromResult<IList<StreamSubscriptionHandle<T>>>([.. provider.SubscriptionsOfCaller(StreamId).Select(HandleOf)]);

    public bool Equals(IAsyncStream<T>? other) => other is not null && other.StreamId == StreamId && other.ProviderName == ProviderName;

    public override bool Equals(object? obj) => Equals(obj as IAsyncStream<T>);

    public override int GetHashCode() => HashCode.Combine(ProviderName, StreamId);

    public int CompareTo(IAsyncStream<T>? other) => StreamId.CompareTo(other?.StreamId ?? default);

    private StreamSubscriptionHandle<T> HandleOf(Guid id) => new SubscriptionHandle<T>(provider, StreamId, id);
}
