namespace Orleans.Streams;

/// <summary>Resuming with functions in place of an observer.</summary>
public static class StreamSubscriptionHandleExtensions
{
    private static readonly Func<Exception, Task> IgnoreError = _ => Task.CompletedTask;
    private static readonly Func<Task> IgnoreCompletion = () => Task.CompletedTask;

    /// <summary>Resumes with a function.</summary>
    public static Task<StreamSubscriptionHandle<T>> ResumeAsync<T>(
        this StreamSubscriptionHandle<T> handle, Func<T, StreamSequenceToken?, Task> onNextAsync, StreamSequenceToken? token = null) =>
        handle.ResumeAsync(onNextAsync, IgnoreError, IgnoreCompletion, token);

    /// <summary>Resumes with functions.</summary>
    public static Task<StreamSubscriptionHandle<T>> ResumeAsync<T>(
        this StreamSubscriptionHandle<T> handle, Func<T, StreamSequenceToken?, Task> onNextAsync, Func<Exception, Task> onErrorAsync, StreamSequenceToken? token = null) =>
        handle.ResumeAsync(onNextAsync, onErrorAsync, IgnoreCompletion, token);

    /// <summary>Resumes with functions.</summary>
    public static Task<StreamSubscriptionHandle<T>> ResumeAsync<T>(
        this StreamSubscriptionHandle<T> handle,
        Func<T, StreamSequenceToken?, Task> onNextAsync,
        Func<Exception, Task> onErrorAsync,
        Func<Task> onCompletedAsync,
        StreamSequenceToken? token = null)
    {
        ArgumentNullException.ThrowIfNull(handle);
        return handle.ResumeAsync(new Nusaloka.Runtime.Streams.DelegateObserver<T>(onNextAsync, onErrorAsync, onCompletedAsync), token);
    }
}
