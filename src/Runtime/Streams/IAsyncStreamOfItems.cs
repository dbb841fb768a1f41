namespace Orleans.Streams;

/// <summary>A stream of items: publish by <see cref="IAsyncObserver{T}"/>, listen by <see cref="IAsyncObservable{T}"/>.</summary>
public interface IAsyncStream<T> : IAsyncStream, IEquatable<IAsyncStream<T>>, IComparable<IAsyncStream<T>>, IAsyncObservable<T>, IAsyncBatchProducer<T>
{
    /// <summary>The subscriptions of the grain (or client) that asks.</summary>
    Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles();
}
