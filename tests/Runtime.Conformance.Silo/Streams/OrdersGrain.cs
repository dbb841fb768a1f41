using Nusaloka.Runtime.Conformance.Silo.Observation;
using Orleans.Streams;

namespace Nusaloka.Runtime.Conformance.Silo.Streams;

/// <summary>Takes its items by subscribing when it is activated.</summary>
[ImplicitStreamSubscription(StreamNames.Orders)]
public sealed class OrdersGrain(Journal journal) : LocatedGrain, IOrdersGrain
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var stream = this.GetStreamProvider(StreamNames.Provider).GetStream<Order>(StreamNames.Orders, Key);
        await stream.SubscribeAsync((order, _) => journal.WriteAsync(Key, $"{order.Number} of {order.Product}"));
    }
}
