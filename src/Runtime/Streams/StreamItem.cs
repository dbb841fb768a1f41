using Orleans.Streams;

namespace Nusaloka.Runtime.Streams;

/// <summary>Something that was put into a stream, of whatever type.</summary>
internal abstract class StreamItem
{
    /// <summary>Gives it to an observer of its type.</summary>
    public abstract Task GiveToAsync(object observer);
}

/// <summary>A value in a stream.</summary>
internal sealed class StreamValue<T>(T value, StreamSequenceToken token) : StreamItem
{
    public override Task GiveToAsync(object observer) => ((IAsyncObserver<T>)observer).OnNextAsync(value, token);
}

/// <summary>The end of a stream; with an exception when it failed.</summary>
internal sealed class StreamEnd<T>(Exception? failure) : StreamItem
{
    public override Task GiveToAsync(object observer) => failure is null
        ? ((IAsyncObserver<T>)observer).OnCompletedAsync()
        : ((IAsyncObserver<T>)observer).OnErrorAsync(failure);
}
