using Nusaloka.Runtime.Messaging;

namespace Nusaloka.Runtime.Transport;

/// <summary>
/// The calls that wait for answers on a connection. A call's number is its slot (low half) and how often the slot was used (high half), so
/// that the answer of one that has given up finds nobody, and the other end can keep a table of the same size.
/// </summary>
internal sealed class CallTable(int limit)
{
    private readonly Lock _gate = new();
    private Slot[] _slots = new Slot[Math.Min(limit, 64)];
    private int _used;
    private int _free = -1;
    private bool _closed;

    public int Limit => limit;

    /// <summary>How many wait.</summary>
    public int Count { get; private set; }

    /// <summary>Takes a call in; false when there is no slot, or the connection is closed.</summary>
    public bool TryAdd(GrainCall call, OutgoingConnection carrier, out bool isClosed)
    {
        lock (_gate)
        {
            isClosed = _closed;
            if (_closed || Count == limit) return false;
            var index = _free;
            if (index >= 0)
            {
                _free = _slots[index].NextFree;
            }
            else
            {
                index = _used++;
                if (index == _slots.Length) Array.Resize(ref _slots, Math.Min(limit, index * 2));
            }

            ref var slot = ref _slots[index];
            slot.Call = call;
            slot.Use = unchecked(slot.Use + 1);
            call.Carrier = carrier;
            call.CarrierNumber = ((ulong)slot.Use << 32) | (uint)index;
            call.CarrierPosition = long.MaxValue;
            Count++;
            return true;
        }
    }

    /// <summary>Takes a call out; null when it is not there any more.</summary>
    public GrainCall? Take(ulong number)
    {
        var index = unchecked((uint)number);
        lock (_gate)
        {
            if (index >= _used) return null;
            var slot = _slots[index];
            if (slot.Call is not { } call || slot.Use != (uint)(number >> 32)) return null;
            Free((int)index, call);
            return call;
        }
    }

    /// <summary>Takes a call out; false when it is not there any more.</summary>
    public bool TryRemove(GrainCall call)
    {
        var index = unchecked((uint)call.CarrierNumber);
        lock (_gate)
        {
            if (index >= _used || _slots[index].Call != call) return false;
            Free((int)index, call);
            return true;
        }
    }

    /// <summary>Takes all out, and nothing in any more.</summary>
    public List<GrainCall> Close()
    {
        var calls = new List<GrainCall>();
        lock (_gate)
        {
            _closed = true;
            for (var i = 0; i < _used; i++)
            {
                if (_slots[i].Call is not { } call) continue;
                _slots[i].Call = null;
                call.Carrier = null;
                calls.Add(call);
            }

            Count = 0;
        }

        return calls;
    }

    private void Free(int index, GrainCall call)
    {
        ref var slot = ref _slots[index];
        slot.Call = null;
        slot.NextFree = _free;
        _free = index;
        Count--;
        call.Carrier = null;
    }

    private struct Slot
    {
        public GrainCall? Call;
        public uint Use;
        public int NextFree;
    }
}
