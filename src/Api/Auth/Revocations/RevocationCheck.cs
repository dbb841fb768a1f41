using Nusaloka.Api.Http;

namespace Nusaloka.Api.Auth.Revocations;

/// <summary>
/// Whether a verified token still counts. Fails closed: when this process does not know which sessions have ended, it asks the
/// session, and when that does not answer either, nobody gets in.
/// </summary>
public sealed class RevocationCheck(RevokedSessions revoked, ISessionSource sessions)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>Whether the token's session has ended; false for programs, which have none.</summary>
    /// <exception cref="RequestRejectedException">Nobody can say.</exception>
    public ValueTask<bool> IsRevokedAsync(TokenIdentity identity, CancellationToken cancellationToken)
    {
        if (identity.SessionId.Length == 0)
            return new(false);
        if (revoked.Contains(identity.SessionId))
            return new(true);
        return revoked.IsCurrent ? new(false) : new(AskAsync(identity, cancellationToken));
    }

    private async Task<bool> AskAsync(TokenIdentity identity, CancellationToken cancellationToken)
    {
        try
        {
            return !await sessions.IsLiveAsync(identity.Subject, identity.SessionId, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RequestRejectedException(
                Problem.OfStatus(StatusCodes.Status503ServiceUnavailable) with { RetryAfter = RetryAfter }, exception);
        }
    }
}
