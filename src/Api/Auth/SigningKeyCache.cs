using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography;
using Nusaloka.Accounts;

namespace Nusaloka.Api.Auth;

/// <summary>
/// The public keys that access tokens are verified with, as the key grain last gave them. They are read again every
/// <see cref="RefreshInterval"/>, so that a withdrawn key stops counting, and when a token names an unknown key, but then at
/// most once in <see cref="UnknownKeyInterval"/>: made-up key ids must not become load on the grain.
/// </summary>
public sealed class SigningKeyCache(IPublicKeySource source, TimeProvider clock) : IDisposable
{
    /// <summary>How long keys are used without asking again.</summary>
    public static readonly TimeSpan RefreshInterval = TimeSpan.FromMinutes(5);

    /// <summary>How often unknown key ids may make us ask.</summary>
    public static readonly TimeSpan UnknownKeyInterval = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _loading = new(1, 1);
    private volatile Snapshot _snapshot = new(FrozenDictionary<string, ECDsa>.Empty, [], null);

    /// <summary>The key with the id, or null when we have none such.</summary>
    public async ValueTask<ECDsa?> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        if (_snapshot.Keys.TryGetValue(keyId, out var key) && Age < RefreshInterval)
            return key;

        var patience = key is null ? UnknownKeyInterval : RefreshInterval;
        await ReloadAsync(patience, cancellationToken);
        return _snapshot.Keys.GetValueOrDefault(keyId);
    }

    /// <summary>All keys, for publishing.</summary>
    public async ValueTask<IReadOnlyList<PublicKey>> GetAllAsync(CancellationToken cancellationToken)
    {
        await ReloadAsync(UnknownKeyInterval, cancellationToken);
        return _snapshot.PublicKeys;
    }

    /// <inheritdoc/>
    public void Dispose() => _loading.Dispose();

    private TimeSpan Age => _snapshot.LoadedAt is { } loadedAt ? clock.GetElapsedTime(loadedAt) : TimeSpan.MaxValue;

    private async Task ReloadAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        if (Age < patience)
            return;
        await _loading.WaitAsync(cancellationToken);
        try
        {
            if (Age < patience)
                return;
            var asked = clock.GetTimestamp();
            var keys = await source.GetAsync(cancellationToken);
            // Old key objects may still be verifying on other threads, so they are left to the garbage collector.
            _snapshot = new Snapshot(keys.ToFrozenDictionary(key => key.KeyId, Import, StringComparer.Ordinal), keys, asked);
        }
        finally
        {
            _loading.Release();
        }
    }

    private static ECDsa Import(PublicKey key) => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = Base64Url.DecodeFromChars(key.X), Y = Base64Url.DecodeFromChars(key.Y) },
    });

    private sealed record Snapshot(FrozenDictionary<string, ECDsa> Keys, IReadOnlyList<PublicKey> PublicKeys, long? LoadedAt);
}
