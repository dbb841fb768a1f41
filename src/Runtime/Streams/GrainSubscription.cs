using Orleans.Runtime;

namespace Nusaloka.Runtime.Streams;

/// <summary>The items on their way from this host to one grain that listens; there while there are any.</summary>
internal sealed class GrainSubscription(StreamKey stream, Guid id, GrainId grainId, Action<GrainSubscription> closed) : Subscription(stream, id)
{
    protected override bool ClosesWhenEmpty => true;

    protected override Task GiveAsync(StreamItem item, StreamProvider publisher)
    {
        var delivery = new StreamDelivery(Stream, Id, item) { TargetId = grainId };
        publisher.Router.Dispatch(delivery);
        return delivery.Answer;
    }

    protected override void OnClosed() => closed(this);
}
