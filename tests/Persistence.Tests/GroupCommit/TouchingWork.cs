using System.Diagnostics;
using Nusaloka.Persistence.GroupCommit;

namespace Nusaloka.Persistence.Tests.GroupCommit;

/// <summary>Work that touches what it is told; the first is its key.</summary>
internal sealed class TouchingWork(int number, params object[] touches) : IConcurrentWork
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Number { get; } = number;

    public object Key => Touches[0].Value;

    public Touched[] Touches { get; } = Array.ConvertAll(touches, static value => new Touched(value));

    public ActivityContext Cause => default;

    public Task Answer => _done.Task;

    public void Done() => _done.TrySetResult();

    public void Failed(Exception exception) => _done.TrySetException(exception);

    public override string ToString() => $"Work {Number}";
}
