namespace Nusaloka.Grains.Tests.State;

/// <summary>A write that waits for the test's word.</summary>
internal sealed class ScriptedWrite<TState>(TState state)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What is written.</summary>
    public TState State { get; } = state;

    public Task Done => _done.Task;

    public void Succeed() => _done.SetResult();

    public void Fail(Exception exception) => _done.SetException(exception);
}
