using System.Diagnostics.CodeAnalysis;

namespace Nusaloka.Api.Realtime;

/// <summary>
/// What waits to be sent on one connection, within a bound: critical frames in their order, and of droppable ones the newest of each key, while less than
/// half of the bound is used. Has no memory of its own while nothing waits. Not thread-safe.
/// </summary>
/// <param name="capacity">How many frames wait at most.</param>
internal sealed class OutgoingFrames(int capacity)
{
    /// <summary>A queue that was longer than this is not kept when it is empty.</summary>
    private const int KeptLength = 16;

    private Queue<ServerFrame>? _critical;
    private List<ServerFrame>? _droppable;

    /// <summary>What became of a frame.</summary>
    public enum Outcome
    {
        /// <summary>It waits.</summary>
        Waits,

        /// <summary>It is not sent, or replaced another that is not.</summary>
        Dropped,

        /// <summary>There is no room for it, and it must not be dropped.</summary>
        Full,
    }

    /// <summary>Whether half of the bound is used.</summary>
    public bool IsHalfFull => CriticalCount >= capacity / 2;

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty => CriticalCount == 0 && _droppable is null;

    private int CriticalCount => _critical?.Count ?? 0;

    public Outcome Add(ServerFrame frame)
    {
        if (frame.Class == FrameClass.Droppable)
            return AddDroppable(frame);
        if (CriticalCount >= capacity)
            return Outcome.Full;
        (_critical ??= new Queue<ServerFrame>(4)).Enqueue(frame);
        if (!IsHalfFull || _droppable is null)
            return Outcome.Waits;
        _droppable = null;
        return Outcome.Waits;
    }

    public bool TryTake([NotNullWhen(true)] out ServerFrame? frame)
    {
        if (_critical is not null && _critical.TryDequeue(out frame))
        {
            if (_critical.Count == 0 && _critical.Capacity > KeptLength)
                _critical = null;
            return true;
        }

        if (_droppable is { Count: > 0 } droppable)
        {
            frame = droppable[0];
            droppable.RemoveAt(0);
            if (droppable.Count == 0)
                _droppable = null;
            return true;
        }

        frame = null;
        return false;
    }

    public void Clear() => (_critical, _droppable) = (null, null);

    private Outcome AddDroppable(ServerFrame frame)
    {
        if (_droppable is { } waiting && waiting.FindIndex(other => other.Key == frame.Key) is >= 0 and var at)
        {
            waiting[at] = frame;
            return Outcome.Dropped;
        }

        if (CriticalCount + (_droppable?.Count ?? 0) >= capacity / 2)
            return Outcome.Dropped;
        (_droppable ??= []).Add(frame);
        return Outcome.Waits;
    }
}
