using Nusaloka.Runtime.Conformance.Silo.Observation;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Nusaloka.Runtime.Conformance.Silo.Streams;

/// <summary>Takes its items by being told of its subscription.</summary>
[ImplicitStreamSubscription(StreamNames.Shipments)]
public sealed class ShipmentsGrain(Journal journal) : LocatedGrain, IShipmentsGrain, IStreamSubscriptionObserver
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory)
    {
        var handle = handleFactory.Create<string>();
        return handle.ResumeAsync((item, _) => journal.WriteAsync(Key, item));
    }
}
