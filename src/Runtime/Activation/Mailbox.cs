using Nusaloka.Runtime.Messaging;

namespace Nusaloka.Runtime.Activation;

/// <summary>
/// The requests of one activation, waiting and running, and the rule which may start beside which. Guarded by the activation's lock.
/// A read-only request joins running read-only ones only from the head of the queue, so that readers cannot starve a writer.
/// </summary>
internal sealed class Mailbox(bool isReentrant, int limit)
{
    private readonly RequestList _interleaving = new();
    private readonly RequestList _waiting = new();
    private readonly RequestList _running = new();
    private int _blocking;
    private int _blockingWrites;

    /// <summary>How many wait.</summary>
    public int WaitingCount => _interleaving.Count + _waiting.Count;

    /// <summary>How many run.</summary>
    public int RunningCount => _running.Count;

    public Request? FirstWaiting => _waiting.First ?? _interleaving.First;

    public bool IsRunning(Request request) => request.Place == _running;

    public bool IsEmpty => WaitingCount == 0 && RunningCount == 0;

    public bool IsFull => limit > 0 && WaitingCount >= limit;

    public void Add(Request request) => (request.IsAlwaysInterleave ? _interleaving : _waiting).Add(request);

    /// <summary>Whether <see cref="TryStart"/> would find one.</summary>
    public bool CanStart(bool onlyInterleaving) =>
        _interleaving.First is not null || (!onlyInterleaving && _waiting.First is { } first && MayRun(first));

    /// <summary>The next request that may run now, marked as running.</summary>
    public Request? TryStart(bool onlyInterleaving)
    {
        while (true)
        {
            var request = _interleaving.First;
            if (request is null)
            {
                request = onlyInterleaving ? null : _waiting.First;
                if (request is null || !MayRun(request)) return null;
            }

            request.Place!.Remove(request);
            if (request.IsSettled)
            {
                request.Dropped();
                continue;
            }

            _running.Add(request);
            if (request.IsAlwaysInterleave) return request;
            _blocking++;
            if (!request.IsReadOnly) _blockingWrites++;
            return request;
        }
    }

    /// <summary>A running request has ended.</summary>
    public void Ended(Request request)
    {
        if (request.Place != _running) return;
        _running.Remove(request);
        if (request.IsAlwaysInterleave) return;
        _blocking--;
        if (!request.IsReadOnly) _blockingWrites--;
    }

    /// <summary>Takes a waiting request out; false when it does not wait here.</summary>
    public bool Withdraw(Request request)
    {
        if (request.Place is null || (request.Place != _waiting && request.Place != _interleaving)) return false;
        request.Place.Remove(request);
        return true;
    }

    /// <summary>Takes out all that wait, in order.</summary>
    public List<Request> TakeWaiting()
    {
        var requests = new List<Request>(WaitingCount);
        _interleaving.DrainTo(requests);
        _waiting.DrainTo(requests);
        return requests;
    }

    /// <summary>Takes out the calls that wait and may run beside anything, in order.</summary>
    public List<GrainCall> TakeInterleavingCalls()
    {
        var requests = new List<Request>(_interleaving.Count);
        _interleaving.DrainTo(requests);
        foreach (var request in requests.Where(static request => request is not GrainCall)) _interleaving.Add(request);
        return [.. requests.OfType<GrainCall>()];
    }

    /// <summary>Takes out all that run, as when the silo dies.</summary>
    public List<Request> TakeRunning()
    {
        var requests = new List<Request>(RunningCount);
        _running.DrainTo(requests);
        _blocking = 0;
        _blockingWrites = 0;
        return requests;
    }

    private bool MayRun(Request request) => isReentrant || _blocking == 0 || (request.IsReadOnly && _blockingWrites == 0);
}
