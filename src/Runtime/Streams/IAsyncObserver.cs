namespace Orleans.Streams;

/// <summary>Something that items are given to.</summary>
public interface IAsyncObserver<in T>
{
    /// <summary>The next item, with its place in the stream.</summary>
    Task OnNextAsync(T item, StreamSequenceToken? token = null);

    /// <summary>No more items come.</summary>
    Task OnCompletedAsync();

    /// <summary>The stream failed.</summary>
    Task OnErrorAsync(Exception ex);
}
