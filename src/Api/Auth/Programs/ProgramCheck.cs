using System.Collections.Frozen;
using Nusaloka.Accounts.Programs;
using Nusaloka.Api.Http;

namespace Nusaloka.Api.Auth.Programs;

/// <summary>
/// Whether a program's verified token still counts: its program is known, and in the version that the token names. What this process knows
/// is asked for anew when it is older than <see cref="FreshFor"/> and a program calls. Fails closed: when nobody has answered for
/// <see cref="MaxAge"/>, no program gets in.
/// </summary>
public sealed class ProgramCheck(IProgramSource source, TimeProvider clock) : IDisposable
{
    /// <summary>How long an answer is good without asking: so long a token lives at most after it was called back.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(2);

    /// <summary>How old an answer may be while there is no newer one.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _asking = new(1, 1);
    private volatile Known? _known;
    private (long At, Exception Why)? _failed;

    /// <summary>Whether the token counts.</summary>
    /// <exception cref="RequestRejectedException">Nobody can say.</exception>
    public async ValueTask<bool> IsKnownAsync(TokenIdentity identity, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var known = _known is { } recent && Age(recent) < FreshFor ? recent : await AskAsync(began, cancellationToken);
        // A program with a new secret may have signed in since.
        return known.Has(identity) || (known.AskedAt < began && (await AskAsync(began, cancellationToken)).Has(identity));
    }

    /// <inheritdoc/>
    public void Dispose() => _asking.Dispose();

    /// <summary>An answer to a question of now, or the last one that is not too old.</summary>
    private async Task<Known> AskAsync(long began, CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            // Somebody else may have asked while this request waited, and was answered or was not.
            if (_known is { } last && last.AskedAt >= began)
                return last;
            if (_failed is not { } failed || failed.At < began)
                return await AskAsync();
            return Fallback(failed.Why);
        }
        finally
        {
            _asking.Release();
        }
    }

    private async Task<Known> AskAsync()
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        var asked = clock.GetTimestamp();
        try
        {
            return _known = new Known(await source.ListAsync(patience.Token), asked);
        }
        catch (Exception exception)
        {
            _failed = (clock.GetTimestamp(), exception);
            return Fallback(exception);
        }
    }

    private Known Fallback(Exception exception) => _known is { } last && Age(last) < MaxAge ? last : throw new RequestRejectedException(
        Problem.OfStatus(StatusCodes.Status503ServiceUnavailable) with { RetryAfter = RetryAfter }, exception);

    private TimeSpan Age(Known known) => clock.GetElapsedTime(known.AskedAt);

    private sealed class Known(KnownPrograms programs, long askedAt)
    {
        private readonly FrozenDictionary<string, string> _versions =
            programs.Programs.ToFrozenDictionary(static one => one.ClientId, static one => one.Version, StringComparer.Ordinal);

        public long AskedAt { get; } = askedAt;

        public bool Has(TokenIdentity identity) => _versions.TryGetValue(identity.Subject, out var version) && version == identity.ProgramVersion;
    }
}
