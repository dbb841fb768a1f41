using Nusaloka.Persistence.Chat;

namespace Nusaloka.Grains.Chat;

/// <summary>How far members have read that is not stored yet: the furthest of each. Not thread-safe.</summary>
internal sealed class ReadMarks
{
    private readonly Dictionary<Guid, ReadCursor> _dirty = [];

    public bool IsEmpty => _dirty.Count == 0;

    public void Add(ReadCursor cursor)
    {
        if (!_dirty.TryGetValue(cursor.AccountId, out var known) || known.Seq < cursor.Seq)
            _dirty[cursor.AccountId] = cursor;
    }

    /// <summary>All of them, which are regarded as stored from here on.</summary>
    public IReadOnlyList<ReadCursor> Take()
    {
        if (IsEmpty)
            return [];
        var all = _dirty.Values.OrderBy(static cursor => cursor.AccountId).ToArray();
        _dirty.Clear();
        return all;
    }

    /// <summary>They could not be stored.</summary>
    public void PutBack(IEnumerable<ReadCursor> cursors)
    {
        foreach (var cursor in cursors)
            Add(cursor);
    }
}
