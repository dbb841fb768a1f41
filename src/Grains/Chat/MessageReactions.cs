using System.Collections.Immutable;
using Nusaloka.Chat;

namespace Nusaloka.Grains.Chat;

/// <summary>The reactions to one message: who gave which. Not thread-safe.</summary>
internal sealed class MessageReactions
{
    private readonly Dictionary<string, HashSet<string>> _byEmoji = new(StringComparer.Ordinal);

    /// <summary>How many different ones there are.</summary>
    public int EmojiCount => _byEmoji.Count;

    public bool Has(string emoji) => _byEmoji.ContainsKey(emoji);

    public bool Has(string emoji, string accountId) => _byEmoji.TryGetValue(emoji, out var givers) && givers.Contains(accountId);

    public void Set(string emoji, string accountId, bool isGiven)
    {
        if (isGiven)
        {
            if (!_byEmoji.TryGetValue(emoji, out var givers))
                _byEmoji.Add(emoji, givers = new HashSet<string>(StringComparer.Ordinal));
            givers.Add(accountId);
        }
        else if (_byEmoji.TryGetValue(emoji, out var givers) && givers.Remove(accountId) && givers.Count == 0)
        {
            _byEmoji.Remove(emoji);
        }
    }

    /// <summary>Most frequent first, as somebody sees them.</summary>
    public ImmutableArray<ReactionCount> For(string accountId) =>
    [
        .. _byEmoji.Select(pair => new ReactionCount(pair.Key, pair.Value.Count, pair.Value.Contains(accountId)))
            .OrderByDescending(static reaction => reaction.Count).ThenBy(static reaction => reaction.Emoji, StringComparer.Ordinal),
    ];
}
