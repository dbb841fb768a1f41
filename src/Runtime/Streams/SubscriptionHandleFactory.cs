using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Nusaloka.Runtime.Streams;

internal sealed class SubscriptionHandleFactory(StreamProvider provider, StreamId streamId, Guid subscriptionId) : IStreamSubscriptionHandleFactory
{
    public StreamId StreamId { get; } = streamId;

    public string ProviderName => provider.Name;

    public StreamSubscriptionHandle<T> Create<T>() => new SubscriptionHandle<T>(provider, StreamId, subscriptionId);
}
