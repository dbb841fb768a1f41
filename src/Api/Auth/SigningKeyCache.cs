using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography;
using Nusaloka.Accounts;
using Nusaloka.Api.Http;

namespace Nusaloka.Api.Auth;

/// <summary>
/// The public keys that access tokens are verified with, as the key grain last gave them. They are read again every
/// <see cref="RefreshInterval"/>, so that a withdrawn key stops counting, and when a token names an unknown key, but then at
/// most once in <see cref="RetryInterval"/>: made-up key ids must not become load on the grain. While they cannot be read, the
/// known ones stay good, and unknown ones are "unavailable" without asking again at once.
/// </summary>
public sealed partial class SigningKeyCache(IPublicKeySource source, TimeProvider clock, ILogger<SigningKeyCache> logger) : IDisposable
{
    /// <summary>How long keys are used without asking again.</summary>
    public static readonly TimeSpan RefreshInterval = TimeSpan.FromMinutes(5);

    /// <summary>How often unknown key ids, or a source that fails, may make us ask.</summary>
    public static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _loading = new(1, 1);
    private volatile Snapshot _snapshot = Snapshot.Empty;

    /// <summary>The key with the id, or null when we have none such.</summary>
    /// <exception cref="RequestRejectedException">We do not know it, and cannot ask.</exception>
    public async ValueTask<ECDsa?> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        var snapshot = _snapshot;
        if (snapshot.Keys.TryGetValue(keyId, out var key) && Since(snapshot.LoadedAt) < RefreshInterval)
            return key;

        snapshot = await ReloadAsync(key is null ? RetryInterval : RefreshInterval, cancellationToken);
        key = snapshot.Keys.GetValueOrDefault(keyId);
        return key is null && snapshot.FailedAt is not null ? throw Unavailable() : key;
    }

    /// <summary>All keys, for publishing.</summary>
    /// <exception cref="RequestRejectedException">We have never been told, and cannot ask.</exception>
    public async ValueTask<IReadOnlyList<PublicKey>> GetAllAsync(CancellationToken cancellationToken)
    {
        var snapshot = await ReloadAsync(RetryInterval, cancellationToken);
        return snapshot.LoadedAt is null ? throw Unavailable() : snapshot.PublicKeys;
    }

    /// <summary>Forgets all keys: some were withdrawn. The next token has them read anew.</summary>
    public void Forget() => _snapshot = Snapshot.Empty;

    /// <inheritdoc/>
    public void Dispose() => _loading.Dispose();

    private static RequestRejectedException Unavailable() => new(Problem.OfStatus(StatusCodes.Status503ServiceUnavailable) with
    {
        RetryAfter = RetryInterval,
    });

    private TimeSpan Since(long? timestamp) => timestamp is { } then ? clock.GetElapsedTime(then) : TimeSpan.MaxValue;

    private bool IsFresh(Snapshot snapshot, TimeSpan patience) =>
        Since(snapshot.LoadedAt) < patience || Since(snapshot.FailedAt) < RetryInterval;

    private async Task<Snapshot> ReloadAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        if (_snapshot is var known && IsFresh(known, patience))
            return known;
        await _loading.WaitAsync(cancellationToken);
        try
        {
            return IsFresh(_snapshot, patience) ? _snapshot : _snapshot = await LoadAsync(cancellationToken);
        }
        finally
        {
            _loading.Release();
        }
    }

    private async Task<Snapshot> LoadAsync(CancellationToken cancellationToken)
    {
        var asked = clock.GetTimestamp();
        try
        {
            var keys = await source.GetAsync(cancellationToken);
            // Old key objects may still be verifying on other threads, so they are left to the garbage collector.
            return new Snapshot(keys.ToFrozenDictionary(key => key.KeyId, Import, StringComparer.Ordinal), keys, asked, null);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogKeysUnavailable(exception);
            return _snapshot with { FailedAt = clock.GetTimestamp() };
        }
    }

    private static ECDsa Import(PublicKey key) => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = Base64Url.DecodeFromChars(key.X), Y = Base64Url.DecodeFromChars(key.Y) },
    });

    [LoggerMessage(1301, LogLevel.Warning, "The public keys of access tokens could not be read. Known keys stay good.")]
    private partial void LogKeysUnavailable(Exception exception);

    private sealed record Snapshot(
        FrozenDictionary<string, ECDsa> Keys, IReadOnlyList<PublicKey> PublicKeys, long? LoadedAt, long? FailedAt)
    {
        public static Snapshot Empty { get; } = new(FrozenDictionary<string, ECDsa>.Empty, [], null, null);
    }
}
