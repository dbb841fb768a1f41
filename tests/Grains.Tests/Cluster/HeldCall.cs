namespace Nusaloka.Grains.Tests.Cluster;

/// <summary>A call that was made and whose answer is kept back.</summary>
internal sealed class HeldCall
{
    private readonly TaskCompletionSource _made = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the call was made.</summary>
    public Task Made => _made.Task;

    public void LetGo() => _letGo.TrySetResult();

    public Task WaitAsync()
    {
        _made.TrySetResult();
        return _letGo.Task;
    }
}
