namespace Nusaloka.Runtime.Streams;

/// <summary>Code outside grains that listens.</summary>
internal sealed class ClientSubscription(StreamKey stream, Guid id, StreamProvider owner, object observer) : Subscription(stream, id)
{
    public StreamProvider Owner { get; } = owner;

    /// <summary>Who is given the items.</summary>
    public object Observer { get; set; } = observer;

    protected override Task GiveAsync(StreamItem item, StreamProvider publisher) => item.GiveToAsync(Observer);
}
