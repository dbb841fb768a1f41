using Nusaloka.Chat;

namespace Nusaloka.Grains.Chat;

/// <summary>Who is writing in a room. Not thread-safe.</summary>
internal sealed class RoomTyping
{
    /// <summary>More than this many at once are of no use to anybody.</summary>
    private const int MaxTyping = 20;

    /// <summary>Whoever says it again sooner is not told again: the others still show it.</summary>
    private static readonly TimeSpan ToldEvery = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, (DateTimeOffset ToldAt, DateTimeOffset Until)> _typing = new(StringComparer.Ordinal);

    /// <summary>When the next one ends that is not renewed; null when nobody writes.</summary>
    public DateTimeOffset? EndsAt => _typing.Count == 0 ? null : _typing.Values.Min(static one => one.Until);

    /// <summary>Somebody says that they write, or have stopped; answers what to tell, if anything.</summary>
    public TypingMark? Set(string accountId, bool isTyping, DateTimeOffset now)
    {
        if (!isTyping)
            return _typing.Remove(accountId) ? new TypingMark(accountId, IsTyping: false) : null;

        var isKnown = _typing.TryGetValue(accountId, out var known);
        if (!isKnown && _typing.Count >= MaxTyping)
            return null;
        var isTold = isKnown && now - known.ToldAt < ToldEvery;
        _typing[accountId] = (isTold ? known.ToldAt : now, now + ChatLimits.TypingLasts);
        return isTold ? null : new TypingMark(accountId, IsTyping: true);
    }

    /// <summary>A message came, which says the same as having stopped.</summary>
    public void Sent(string accountId) => _typing.Remove(accountId);

    /// <summary>Ends those that were not renewed; answers what to tell.</summary>
    public TypingMark[] Expire(DateTimeOffset now)
    {
        TypingMark[] ended = [.. _typing.Where(one => one.Value.Until <= now).Select(static one => new TypingMark(one.Key, IsTyping: false))];
        foreach (var one in ended)
            _typing.Remove(one.AccountId);
        return ended;
    }
}
