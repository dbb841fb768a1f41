using System.Threading.Channels;

namespace Nusaloka.Persistence.GroupCommit;

/// <summary>
/// Gives each lane work that shares nothing with what other lanes have in hand. What must wait goes first as soon as it can, and whatever
/// comes after it and shares something with it waits, too: so on everything that is touched work is done in the order in which it came.
/// Not thread-safe.
/// </summary>
/// <param name="maxBatchSize">Most work in a batch, and half of what is set aside at most.</param>
internal sealed class WorkInHand<TWork>(int maxBatchSize)
    where TWork : class, IConcurrentWork
{
    private readonly HashSet<Touched> _inHand = [];
    private readonly HashSet<object> _keys = [];
    private readonly HashSet<Touched> _awaited = [];
    private List<TWork> _aside = [];

    /// <summary>How much was looked at and must wait.</summary>
    public int Aside => _aside.Count;

    /// <summary>Whether so much must wait that no more is looked at.</summary>
    public bool IsFull => _aside.Count >= 2 * maxBatchSize;

    /// <summary>A batch, which is in hand from now on; empty when all there is must wait.</summary>
    /// <param name="arrived">What comes after what was set aside.</param>
    public TWork[] Take(ChannelReader<TWork> arrived)
    {
        var batch = new List<TWork>(maxBatchSize / 4);
        var former = _aside;
        _aside = [];
        _keys.Clear();
        _awaited.Clear();
        foreach (var work in former)
            Look(work, batch);
        while (batch.Count < maxBatchSize && !IsFull && arrived.TryRead(out var work))
            Look(work, batch);

        foreach (var work in batch)
        {
            foreach (var touched in work.Touches)
                _inHand.Add(touched);
        }

        return [.. batch];
    }

    /// <summary>A batch is done.</summary>
    public void Release(TWork[] batch)
    {
        foreach (var work in batch)
        {
            foreach (var touched in work.Touches)
                _inHand.Remove(touched);
        }
    }

    /// <summary>Gives up all that was looked at and must wait.</summary>
    public List<TWork> GiveUp()
    {
        var aside = _aside;
        _aside = [];
        return aside;
    }

    private void Look(TWork work, List<TWork> batch)
    {
        if (batch.Count < maxBatchSize && IsFree(work))
        {
            // The second of two with one key waits for the next batch, and holds nobody else up.
            if (_keys.Add(work.Key))
                batch.Add(work);
            else
                _aside.Add(work);
            return;
        }

        foreach (var touched in work.Touches)
            _awaited.Add(touched);
        _aside.Add(work);
    }

    private bool IsFree(TWork work)
    {
        foreach (var touched in work.Touches)
        {
            if (_inHand.Contains(touched) || (_awaited.Count > 0 && _awaited.Contains(touched)))
                return false;
        }

        return true;
    }
}
