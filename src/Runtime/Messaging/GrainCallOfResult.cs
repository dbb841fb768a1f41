using Nusaloka.Runtime.Filters;
using Nusaloka.Runtime.Serialization;
using Orleans.Serialization;

namespace Nusaloka.Runtime.Messaging;

/// <summary>A call with a result of that type; <see cref="VoidResult"/> for none.</summary>
internal abstract class GrainCall<T> : GrainCall
{
    private TaskCompletionSource<T>? _answer;

    /// <summary>What the caller awaits.</summary>
    public Task<T> Answer => _answer?.Task ?? throw new InvalidOperationException($"Nobody in this process waits for {Method.ActivityName}.");

    public override bool IsSettled => _answer?.Task.IsCompleted ?? IsGivenUp;

    // The caller goes on in its own time, never inside the turn of the grain that answers.
    public override void Expect() => _answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);

    public override object? ResultOf(Task completed) => typeof(T) == typeof(VoidResult) ? null : ((Task<T>)completed).Result;

    public override void WriteResult(WireWriter writer, Task completed)
    {
        try
        {
            Codec<T>.Write(writer, typeof(T) == typeof(VoidResult) ? default! : Filtered is { } filtered ? ValueOf(filtered) : ((Task<T>)completed).Result);
        }
        catch (CodecNotFoundException exception)
        {
            throw new CodecNotFoundException($"The result of {Method.ActivityName} cannot be sent: {exception.Message}");
        }
    }

    public override bool TryCompleteFrom(ref WireReader reader)
    {
        if (_answer is null) return false;
        bool settled;
        try
        {
            settled = _answer.TrySetResult(Codec<T>.Read(ref reader));
        }
        catch (SerializerException exception)
        {
            settled = _answer.TrySetException(exception);
        }

        if (settled) Settled();
        return settled;
    }

    protected override bool TryFail(Exception reason) => _answer?.TrySetException(reason) ?? TrySettle();

    protected override bool TryCancel(CancellationToken token) => _answer?.TrySetCanceled(token) ?? TrySettle();

    protected override bool TryComplete(Task outcome)
    {
        if (_answer is null) return TrySettle();
        if (outcome.IsCompletedSuccessfully)
        {
            if (typeof(T) == typeof(VoidResult)) return _answer.TrySetResult(default!);
            return Filtered is { } filtered ? TryCompleteFiltered(_answer, filtered) : _answer.TrySetResult(((Task<T>)outcome).Result);
        }

        return outcome.IsCanceled ? _answer.TrySetCanceled(GetToken()) : _answer.TrySetException(outcome.Exception!.InnerExceptions);
    }

    private bool TryCompleteFiltered(TaskCompletionSource<T> answer, CallContext filtered)
    {
        try
        {
            return answer.TrySetResult(ValueOf(filtered));
        }
        catch (InvalidCastException exception)
        {
            return answer.TrySetException(exception);
        }
    }

    private T ValueOf(CallContext filtered) => filtered.Result switch
    {
        T result => result,
        null => default!,
        var other => throw new InvalidCastException($"A filter set the result of {Method.ActivityName} to a {other.GetType()}; it must be a {typeof(T)}."),
    };
}
