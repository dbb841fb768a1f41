using Orleans.Streams;

namespace Nusaloka.Runtime.Streams;

/// <summary>An observer of three functions.</summary>
internal sealed class DelegateObserver<T>(Func<T, StreamSequenceToken?, Task> onNext, Func<Exception, Task> onError, Func<Task> onCompleted) : IAsyncObserver<T>
{
    public Task OnNextAsync(T item, StreamSequenceToken? token = null) => onNext(item, token);

    public Task OnErrorAsync(Exception ex) => onError(ex);

    public Task OnCompletedAsync() => onCompleted();
}
