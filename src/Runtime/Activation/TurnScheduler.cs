namespace Nusaloka.Runtime.Activation;

/// <summary>
/// Runs what belongs to one activation, one piece at a time: continuations of its requests, and the pump that starts requests. It is on
/// the thread pool at most once, and leaves it after a burst, so that no activation keeps a thread from the others.
/// </summary>
internal sealed class TurnScheduler(ActivationData activation) : TaskScheduler, IThreadPoolWorkItem
{
    private const int PiecesPerBurst = 64;

    private static readonly Action<object?> Pump = static state => ((ActivationData)state!).Pump();

    private readonly Lock _gate = new();

    // Null stands for the pump: it waits its turn among the continuations, so that neither starves the other.
    private readonly Queue<Task?> _tasks = new();
    private bool _pumpDue;
    private bool _scheduled;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Has the pump run soon.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            if (_pumpDue) return;
            _pumpDue = true;
            _tasks.Enqueue(null);
            if (_scheduled) return;
            _scheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    void IThreadPoolWorkItem.Execute()
    {
        RuntimeContext.Current = activation;
        try
        {
            for (var piece = 0; piece < PiecesPerBurst; piece++)
            {
                if (!TryTake(out var task)) return;
                // A task of its own, because code finds its scheduler through the task that it runs in.
                if (task is null) new Task(Pump, activation).RunSynchronously(this);
                else TryExecuteTask(task);
            }
        }
        finally
        {
            RuntimeContext.Current = null;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    protected override void QueueTask(Task task)
    {
        lock (_gate)
        {
            _tasks.Enqueue(task);
            if (_scheduled) return;
            _scheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    // The thread that has this activation as its context is the one that runs its turn.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(RuntimeContext.Current, activation) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_gate) return [.. _tasks.OfType<Task>()];
    }

    /// <summary>The next continuation, or null for the pump. False when there is nothing, and the scheduler is off the pool.</summary>
    private bool TryTake(out Task? task)
    {
        lock (_gate)
        {
            _scheduled = _tasks.TryDequeue(out task);
            if (_scheduled && task is null) _pumpDue = false;
            return _scheduled;
        }
    }
}
