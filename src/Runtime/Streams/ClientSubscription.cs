namespace Nusaloka.Runtime.Streams;

/// <summary>Code outside grains that listens.</summary>
internal sealed class ClientSubscription(StreamKey stream, Guid id, StreamProvider owner, StreamObserver observer) : Subscription(stream, id)
{
    public StreamProvider Owner { get; } = owner;

    /// <summary>Who is given the items.</summary>
    public StreamObserver Observer { get; set; } = observer;

    protected override Task GiveAsync(StreamItem item, StreamProvider publisher) => Observer.TakeAsync(item);
}
