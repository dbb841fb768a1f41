using Orleans.Streams;

namespace Nusaloka.Runtime.Streams;

/// <summary>One who is given the items of a stream, of whatever type.</summary>
internal abstract class StreamObserver
{
    public abstract Task TakeAsync(StreamItem item);
}

/// <summary>One who is given items of that type.</summary>
internal sealed class StreamObserver<T>(IAsyncObserver<T> observer) : StreamObserver
{
    public override Task TakeAsync(StreamItem item) => item.Kind switch
    {
        StreamItemKind.Value => observer.OnNextAsync(item.ValueAs<T>(), new SequenceToken(item.Number)),
        StreamItemKind.End => observer.OnCompletedAsync(),
        _ => observer.OnErrorAsync(item.Failure ?? new InvalidOperationException("The stream failed; why was not said.")),
    };
}
