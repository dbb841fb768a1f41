using Nusaloka.Runtime.Messaging;

namespace Nusaloka.Runtime.Transport;

/// <summary>The calls that came by a connection and are not answered yet, in the slots that their caller has them in.</summary>
internal sealed class IncomingCalls(int limit)
{
    private readonly Lock _gate = new();
    private GrainCall?[] _slots = new GrainCall?[Math.Min(limit, 64)];
    private int _count;
    private bool _closed;
    private TaskCompletionSource? _empty;

    /// <summary>Takes a call in; false when the connection is closed, or its caller has given it up and its slot to another call already.</summary>
    /// <param name="call">The call, with its number.</param>
    /// <param name="forgotten">The call whose slot it takes, if its caller has given it up without a word.</param>
    /// <exception cref="ProtocolException">There is no such slot.</exception>
    public bool TryAdd(GrainCall call, out GrainCall? forgotten)
    {
        var index = IndexOf(call.OriginNumber);
        if (index >= (uint)limit) throw new ProtocolException($"Call {index} was sent on a connection that takes {limit}.");
        lock (_gate)
        {
            forgotten = null;
            if (_closed) return false;
            if (index >= (uint)_slots.Length) Array.Resize(ref _slots, (int)Math.Min(limit, Math.Max((long)_slots.Length * 2, index + 1L)));
            // Calls may be overtaken on their way to the wire.
            if (_slots[index] is { } other && unchecked((int)(UseOf(other.OriginNumber) - UseOf(call.OriginNumber))) > 0) return false;
            forgotten = _slots[index];
            _slots[index] = call;
            if (forgotten is null) _count++;
            return true;
        }
    }

    /// <summary>Takes a call out, if it is there.</summary>
    public void Remove(GrainCall call)
    {
        lock (_gate)
        {
            var index = IndexOf(call.OriginNumber);
            if (index < (uint)_slots.Length && _slots[index] == call) Free(index);
        }
    }

    /// <summary>Takes a call out; null when it is not there any more.</summary>
    public GrainCall? Take(ulong number)
    {
        lock (_gate)
        {
            var index = IndexOf(number);
            if (index >= (uint)_slots.Length || _slots[index] is not { } call || call.OriginNumber != number) return null;
            Free(index);
            return call;
        }
    }

    /// <summary>Completes when none is there.</summary>
    public Task WhenEmptyAsync()
    {
        lock (_gate)
        {
            if (_count == 0) return Task.CompletedTask;
            return (_empty ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Takes all out, and nothing in any more.</summary>
    public List<GrainCall> Close()
    {
        lock (_gate)
        {
            _closed = true;
            var calls = _slots.OfType<GrainCall>().ToList();
            Array.Clear(_slots);
            _count = 0;
            _empty?.TrySetResult();
            return calls;
        }
    }

    private static uint IndexOf(ulong number) => unchecked((uint)number);

    private static uint UseOf(ulong number) => (uint)(number >> 32);

    private void Free(uint index)
    {
        _slots[index] = null;
        if (--_count > 0) return;
        _empty?.TrySetResult();
        _empty = null;
    }
}
