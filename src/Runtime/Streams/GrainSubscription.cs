using Orleans.Runtime;

namespace Nusaloka.Runtime.Streams;

/// <summary>A grain that listens. Explicit ones last until the grain unsubscribes, implicit ones are made when an item comes.</summary>
internal sealed class GrainSubscription(StreamKey stream, Guid id, GrainId grainId, Action<GrainSubscription>? closed) : Subscription(stream, id)
{
    public GrainId GrainId { get; } = grainId;

    protected override bool ClosesWhenEmpty => closed is not null;

    protected override Task GiveAsync(StreamItem item, StreamProvider publisher)
    {
        var delivery = new StreamDelivery(this, item, publisher) { TargetId = GrainId };
        publisher.Router.Dispatch(delivery);
        return delivery.Answer;
    }

    protected override void OnClosed() => closed!(this);
}
