using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Nusaloka.Api.Auth;

/// <summary>
/// Tokens that were verified before, by their SHA-256 and type, since one verification costs about 50 µs of processor time. They
/// are kept until they expire, but at most for <see cref="MaxAge"/>, so that a withdrawn key does not live on in here. Bounded by
/// two generations: when the young one is full it becomes the old one and the old one is dropped, so a token in use survives and
/// a flood of tokens costs memory for at most twice <c>generationSize</c>. Tokens are not kept themselves.
/// </summary>
public sealed class VerifiedTokenCache(TimeProvider clock, int generationSize = 16_384)
{
    /// <summary>After this time a token is verified again.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    private volatile ConcurrentDictionary<string, Entry> _young = new(StringComparer.Ordinal);
    private volatile ConcurrentDictionary<string, Entry> _old = new(StringComparer.Ordinal);

    private int _era;

    /// <summary>
    /// Changes with <see cref="Clear"/>. Read it before a token is verified and give it to <see cref="Add(string, TokenIdentity, int)"/>:
    /// what was verified before the cache was cleared is not remembered after.
    /// </summary>
    public int Era => Volatile.Read(ref _era);

    /// <summary>How many tokens are remembered.</summary>
    public int Count => _young.Count + _old.Count;

    /// <summary>The key of a token.</summary>
    public static string KeyOf(string token, string type) =>
        type + ":" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Finds a token that is still good.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out TokenIdentity? identity)
    {
        identity = null;
        if (!_young.TryGetValue(key, out var entry))
        {
            if (!_old.TryGetValue(key, out entry))
                return false;
            Add(key, entry);
        }

        if (clock.GetUtcNow() < entry.Until)
        {
            identity = entry.Identity;
            return true;
        }

        Remove(key);
        return false;
    }

    /// <summary>Forgets all tokens: a key that verified some of them is withdrawn.</summary>
    public void Clear()
    {
        Interlocked.Increment(ref _era);
        _young = new ConcurrentDictionary<string, Entry>(StringComparer.Ordinal);
        _old = new ConcurrentDictionary<string, Entry>(StringComparer.Ordinal);
    }

    /// <summary>Remembers a token that was verified in the era.</summary>
    public void Add(string key, TokenIdentity identity, int era)
    {
        Add(key, identity);
        // Cleared in between: whichever of the two came first, the token is not in there.
        if (era != Era)
            Remove(key);
    }

    /// <summary>Remembers a token.</summary>
    public void Add(string key, TokenIdentity identity)
    {
        var latest = clock.GetUtcNow() + MaxAge;
        Add(key, new Entry(identity, identity.ExpiresAt < latest ? identity.ExpiresAt : latest));
    }

    private void Remove(string key)
    {
        _young.TryRemove(key, out _);
        _old.TryRemove(key, out _);
    }

    private void Add(string key, Entry entry)
    {
        if (_young.Count >= generationSize)
        {
            // Two threads may both turn the generations; the worst is that some tokens are verified once more.
            _old = _young;
            _young = new ConcurrentDictionary<string, Entry>(StringComparer.Ordinal);
        }

        _young[key] = entry;
    }

    private sealed record Entry(TokenIdentity Identity, DateTimeOffset Until);
}
