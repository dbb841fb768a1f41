namespace Nusaloka.Api.Realtime;

/// <summary>
/// The rooms of one client that are brought up to date: one after the other. What a room's client has missed is kept here for as long as the client takes to read it,
/// and of many rooms that would be much. Thread-safe.
/// </summary>
internal sealed class CatchUpTurns
{
    private readonly Lock _gate = new();
    private Queue<TaskCompletionSource>? _waiting;
    private bool _isTaken;

    /// <summary>How many wait for theirs.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
                return _waiting?.Count ?? 0;
        }
    }

    /// <summary>Ends when it is one's turn; <see cref="Leave"/> must follow.</summary>
    public Task EnterAsync()
    {
        lock (_gate)
        {
            if (!_isTaken)
            {
                _isTaken = true;
                return Task.CompletedTask;
            }

            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            (_waiting ??= new Queue<TaskCompletionSource>()).Enqueue(turn);
            return turn.Task;
        }
    }

    /// <summary>One's turn is over: the next who waits has it.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            if (_waiting is { Count: > 0 } waiting)
                waiting.Dequeue().SetResult();
            else
                (_isTaken, _waiting) = (false, null);
        }
    }
}
