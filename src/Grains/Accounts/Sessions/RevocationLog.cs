using System.Collections.Immutable;
using Nusaloka.Accounts.Sessions;

namespace Nusaloka.Grains.Accounts.Sessions;

/// <summary>Revocations, numbered as they come, so that whoever has read up to a number asks for what is newer.</summary>
internal sealed class RevocationLog(string epoch)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<Revocation> _entries = [];
    private long _forgotten;

    /// <summary>How many are remembered.</summary>
    public int Count => _entries.Count;

    /// <summary>The mark of somebody who has read nothing.</summary>
    public RevocationMark Nothing { get; } = new(epoch, 0);

    /// <summary>Remembers one; false when it was known.</summary>
    public bool Add(Revocation revocation)
    {
        if (!_known.Add(revocation.SessionId))
            return false;

        _entries.Add(revocation);
        return true;
    }

    /// <summary>What came after the mark, oldest first, at most so many.</summary>
    public RevocationNews Since(RevocationMark? mark, int max, long keysVersion)
    {
        var read = mark?.Epoch == epoch ? Math.Max(0, mark.Number - _forgotten) : 0;
        var news = _entries.Skip((int)Math.Min(read, _entries.Count)).Take(max).ToImmutableArray();
        var number = _forgotten + read + news.Length;
        return new RevocationNews(new RevocationMark(epoch, number), news, number >= _forgotten + _entries.Count, keysVersion);
    }

    /// <summary>Forgets those that are over. They end in about the order in which they came, so it is enough to look at the oldest.</summary>
    public void Forget(DateTimeOffset now)
    {
        var over = _entries.FindIndex(one => one.Until > now) is >= 0 and var first ? first : _entries.Count;
        foreach (var revocation in _entries[..over])
            _known.Remove(revocation.SessionId);

        _entries.RemoveRange(0, over);
        _forgotten += over;
    }
}
