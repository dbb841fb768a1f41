using Nusaloka.Accounts;
using Nusaloka.Api.Auth.Programs;
using Nusaloka.Api.Auth.Revocations;

namespace Nusaloka.Api.Auth;

/// <summary>Says whom a token speaks for, now: it is genuine, not expired, and neither its session nor its program has ended.</summary>
public sealed class TokenAuthenticator(TokenVerifier verifier, VerifiedTokenCache cache, RevocationCheck revocations, ProgramCheck programs)
{
    /// <summary>Whom the token speaks for, or why it is refused.</summary>
    /// <exception cref="Http.RequestRejectedException">Nobody can say whether its session has ended.</exception>
    public async ValueTask<(TokenIdentity? Identity, TokenRefused Refused)> AuthenticateAsync(string token, string type, CancellationToken cancellationToken)
    {
        if (token.Length is 0 or > TokenProfile.MaxLength)
            return (null, TokenRefused.Malformed);

        var key = VerifiedTokenCache.KeyOf(token, type);
        if (!cache.TryGet(key, out var identity))
        {
            var era = cache.Era;
            (identity, var refused) = await verifier.VerifyAsync(token, type, cancellationToken);
            if (identity is null)
                return (null, refused);
            cache.Add(key, identity, era);
        }

        return await StandingAsync(identity, cancellationToken) is var standing and not TokenRefused.No ? (null, standing) : (identity, TokenRefused.No);
    }

    /// <summary>Whether what a genuine token speaks for has ended.</summary>
    /// <exception cref="Http.RequestRejectedException">Nobody can say.</exception>
    public async ValueTask<TokenRefused> StandingAsync(TokenIdentity identity, CancellationToken cancellationToken)
    {
        if (await revocations.IsRevokedAsync(identity, cancellationToken))
            return TokenRefused.Revoked;
        return identity.Role == Role.Service && !await programs.IsKnownAsync(identity, cancellationToken) ? TokenRefused.Revoked : TokenRefused.No;
    }
}
