using Orleans.Runtime;
using Orleans.Streams;

namespace Nusaloka.Runtime.Streams;

internal sealed class SubscriptionHandle<T>(StreamProvider provider, StreamId streamId, Guid id) : StreamSubscriptionHandle<T>
{
    public override StreamId StreamId { get; } = streamId;

    public override string ProviderName => provider.Name;

    public override Guid HandleId { get; } = id;

    public override Task UnsubscribeAsync() => provider.UnsubscribeAsync(StreamId, HandleId);

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token = null)
    {
        ArgumentNullException.ThrowIfNull(observer);
        StreamProvider.RefuseRewind(token);
        provider.Resume(StreamId, HandleId, new StreamObserver<T>(observer));
        return Task.FromResult<StreamSubscriptionHandle<T>>(this);
    }

    public override bool Equals(StreamSubscriptionHandle<T>? other) => other is not null && other.HandleId == HandleId && other.StreamId == StreamId;

    public override bool Equals(object? obj) => Equals(obj as StreamSubscriptionHandle<T>);

    public override int GetHashCode() => HandleId.GetHashCode();
}
