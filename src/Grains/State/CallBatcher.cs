using Npgsql;

namespace Nusaloka.Grains.State;

/// <summary>
/// Makes one call of many. One is under way at a time, and what is asked for meanwhile goes together with the next: what would take a statement of the database for each
/// takes one now and then. A call that PostgreSQL refuses is made again for each of its items alone, so that one that cannot be done fails no other. Thread-safe.
/// </summary>
/// <typeparam name="TItem">What is asked for.</typeparam>
/// <typeparam name="TResult">The answer, the same for all items of a call.</typeparam>
/// <param name="call">The call. It belongs to none of those who ask: their cancellation ends their waiting alone.</param>
/// <param name="weigh">What an item weighs.</param>
/// <param name="most">What the items of a call weigh together at most; an item that weighs more has a call of its own.</param>
internal sealed class CallBatcher<TItem, TResult>(Func<IReadOnlyList<TItem>, Task<TResult>> call, Func<TItem, int> weigh, int most)
{
    private readonly Lock _gate = new();
    private readonly Queue<Waiting> _waiting = new();
    private bool _isCalling;

    /// <summary>Has it done with others; ends when that call has. Fails when it does.</summary>
    public Task<TResult> CallAsync(TItem item, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(item, new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_gate)
        {
            _waiting.Enqueue(waiting);
            if (!_isCalling)
            {
                _isCalling = true;
                // Neither to the trace nor to the grain of whoever happens to be first.
                using (ExecutionContext.SuppressFlow())
                    _ = Task.Run(CallAllAsync, CancellationToken.None);
            }
        }

        return waiting.Done.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Never fails.</summary>
    private async Task CallAllAsync()
    {
        while (Take() is { Count: > 0 } some)
            await CallAsync(some);
    }

    private async Task CallAsync(List<Waiting> some)
    {
        try
        {
            var result = await call(some.ConvertAll(static one => one.Item));
            foreach (var one in some)
                one.Done.SetResult(result);
        }
        catch (PostgresException exception) when (some.Count > 1 && !exception.IsTransient)
        {
            await CallAsync(some[..(some.Count / 2)]);
            await CallAsync(some[(some.Count / 2)..]);
        }
        catch (Exception exception)
        {
            foreach (var one in some)
                one.Done.SetException(exception);
        }
    }

    /// <summary>What is next; whoever comes after nothing was left begins anew.</summary>
    private List<Waiting> Take()
    {
        var (some, weight) = (new List<Waiting>(), 0L);
        lock (_gate)
        {
            while (_waiting.TryPeek(out var next) && (some.Count == 0 || weight + weigh(next.Item) <= most))
            {
                weight += weigh(next.Item);
                some.Add(_waiting.Dequeue());
            }

            _isCalling = some.Count > 0;
        }

        return some;
    }

    private sealed record Waiting(TItem Item, TaskCompletionSource<TResult> Done);
}
