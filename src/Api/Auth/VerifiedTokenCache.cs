using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Nusaloka.Api.Auth;

/// <summary>
/// Tokens that were verified before, by their SHA-256 and type, until they expire: one verification costs about 50 µs of
/// processor time. Bounded by two generations: when the young one is full it becomes the old one and the old one is dropped,
/// so a token in use survives and a flood of tokens costs memory for at most twice <c>generationSize</c>.
/// Tokens are not kept themselves.
/// </summary>
public sealed class VerifiedTokenCache(TimeProvider clock, int generationSize = 16_384)
{
    private volatile ConcurrentDictionary<string, TokenIdentity> _young = new(StringComparer.Ordinal);
    private volatile ConcurrentDictionary<string, TokenIdentity> _old = new(StringComparer.Ordinal);

    /// <summary>How many tokens are remembered.</summary>
    public int Count => _young.Count + _old.Count;

    /// <summary>The key of a token.</summary>
    public static string KeyOf(string token, string type) =>
        type + ":" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Finds a token that is still good.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out TokenIdentity? identity)
    {
        if (!_young.TryGetValue(key, out identity))
        {
            if (!_old.TryGetValue(key, out identity))
                return false;
            Add(key, identity);
        }

        if (clock.GetUtcNow() < identity.ExpiresAt)
            return true;
        _young.TryRemove(key, out _);
        identity = null;
        return false;
    }

    /// <summary>Remembers a token.</summary>
    public void Add(string key, TokenIdentity identity)
    {
        if (_young.Count >= generationSize)
        {
            // Two threads may both turn the generations; the worst is that some tokens are verified once more.
            _old = _young;
            _young = new ConcurrentDictionary<string, TokenIdentity>(StringComparer.Ordinal);
        }

        _young[key] = identity;
    }
}
