using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.State;

/// <summary>
/// A grain's durable state whose commands interleave: each decides at once, on the newest state, durable or not yet; one writer commits what has
/// been decided while its last write was in flight, in one write, and then answers all of it. So a grain that everybody wants decides
/// one thing after the other and waits for the disk once for many.
/// </summary>
/// <remarks>
/// <para>Nobody is answered before what the answer rests on is durable: a refusal too waits for the decisions before it.</para>
/// <para>When a write fails its outcome is unknown: everybody who waits fails with its exception, whoever comes later fails with it too, and the
/// grain is deactivated; the next call reads what is really there. Of two activations that decide on the same seats, the storage's version lets one write.</para>
/// <para>Threading: all of it runs in the turns of one activation. The grain's commands must be [AlwaysInterleave] for others to come in while one waits.</para>
/// </remarks>
/// <param name="storage">Where the state is.</param>
/// <param name="deactivate">Takes the activation down: the grain's DeactivateOnIdle.</param>
/// <param name="committed">Told of each state that has become durable, before anybody is answered; must not throw.</param>
internal sealed class BatchedState<TState>(IPersistentState<TState> storage, Action deactivate, Action<TState>? committed = null)
    where TState : class, IBatchedState<TState>
{
    private TState? _committed;
    private TState? _newest;
    private List<IDecided> _waiting = [];
    private List<OutboxEvent> _events = [];
    private Task _writer = Task.CompletedTask;
    private Exception? _failure;

    /// <summary>The last state that is durable; a new one when nothing was ever written. What is read is read here.</summary>
    public TState Value => _committed ??= storage.State;

    /// <summary>The state that the next decision is made on: it may never become durable, so nobody may be told of it.</summary>
    public TState Newest => _newest ?? Value;

    /// <summary>
    /// Decides, at once, and answers when that is durable. The decision gets a state without events; the events of the one that it makes are
    /// written in the commit's transaction, after those of the decisions before it. One that throws has decided nothing.
    /// </summary>
    /// <param name="decide">Pure: the state that follows, or the same one when nothing is to change, and the answer.</param>
    /// <param name="cancellationToken">Ends the waiting only; what is decided is decided.</param>
    public Task<TAnswer> DecideAsync<TAnswer>(Func<TState, (TState Next, TAnswer Answer)> decide, CancellationToken cancellationToken)
    {
        if (_failure is not null)
            return Task.FromException<TAnswer>(_failure);

        var (next, answer) = decide(Newest);
        if (ReferenceEquals(next, Value) && ReferenceEquals(next, Newest) && _writer.IsCompleted)
            return Task.FromResult(answer);

        if (next.PendingEvents.Count > 0)
        {
            _events.AddRange(next.PendingEvents);
            next = next.WithEvents([]);
        }

        var decided = new Decided<TAnswer>(answer);
        _newest = next;
        _waiting.Add(decided);
        if (_writer.IsCompleted)
            _writer = WriteAsync();
        return cancellationToken.CanBeCanceled ? decided.Task.WaitAsync(cancellationToken) : decided.Task;
    }

    /// <summary>Waits until all that is decided is durable, or has failed; never throws.</summary>
    public Task DrainAsync() => _writer;

    private async Task WriteAsync()
    {
        // The calls that are here already get their turn first, so that they share the write.
        await Task.Yield();
        while (_waiting.Count > 0)
        {
            var (next, events, batch) = (Newest, _events, _waiting);
            (_events, _waiting) = ([], []);
            try
            {
                if (!ReferenceEquals(next, Value) || events.Count > 0)
                    await CommitAsync(next, events);
            }
            catch (Exception exception)
            {
                Fail([.. batch, .. _waiting], exception);
                return;
            }

            foreach (var decided in batch)
                decided.Succeed();
            await Task.Yield();
        }
    }

    private async Task CommitAsync(TState next, List<OutboxEvent> events)
    {
        // What is read meanwhile is not what is being written.
        _committed = Value;
        storage.State = next.WithEvents(events);
        await storage.WriteStateAsync();
        _committed = next;
        committed?.Invoke(next);
    }

    private void Fail(IEnumerable<IDecided> waiting, Exception exception)
    {
        _failure = exception;
        _newest = null;
        _waiting = [];
        _events = [];
        deactivate();
        foreach (var decided in waiting)
            decided.Fail(exception);
    }

    private interface IDecided
    {
        void Succeed();

        void Fail(Exception exception);
    }

    private sealed class Decided<TAnswer>(TAnswer answer) : IDecided
    {
        // The writer must not run callers' continuations: they may decide, and wait for it.
        private readonly TaskCompletionSource<TAnswer> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<TAnswer> Task => _source.Task;

        public void Succeed() => _source.SetResult(answer);

        public void Fail(Exception exception)
        {
            _source.SetException(exception);
            // Whoever has stopped waiting does not look.
            _ = _source.Task.Exception;
        }
    }
}
