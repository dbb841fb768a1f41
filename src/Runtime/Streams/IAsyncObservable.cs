namespace Orleans.Streams;

/// <summary>Something that can be listened to.</summary>
public interface IAsyncObservable<T>
{
    /// <summary>Subscribes; in a grain, items arrive as turns of that grain.</summary>
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer);

    /// <summary>Subscribes from a point in the past, where the stream can do that.</summary>
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token, string? filterData = null);
}
