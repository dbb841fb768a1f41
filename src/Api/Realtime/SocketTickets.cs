using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Nusaloka.Api.Auth;
using Nusaloka.Realtime;

namespace Nusaloka.Api.Realtime;

/// <summary>Tickets for sockets: 32 random bytes, good once and for <see cref="Lifetime"/>; only their hash is told to anybody.</summary>
public sealed class SocketTickets(IGrainFactory grains, TokenAuthenticator tokens, TimeProvider clock)
{
    /// <summary>How long a ticket is good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private const int Length = 32;

    /// <summary>Makes one for whom an access token speaks for.</summary>
    public async Task<(string Ticket, DateTimeOffset ExpiresAt)> IssueAsync(TokenIdentity identity, CancellationToken cancellationToken)
    {
        var ticket = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Length));
        var now = clock.GetUtcNow();
        var until = identity.ExpiresAt < now + Lifetime ? identity.ExpiresAt : now + Lifetime;
        var holder = new SocketTicketHolder(identity.Subject, identity.Role, identity.SessionId, identity.ExpiresAt, identity.AuthenticatedAt);
        await Grain(ticket).IssueAsync(holder, until, cancellationToken);
        return (ticket, until);
    }

    /// <summary>Takes one: whom it speaks for, or why it is refused.</summary>
    /// <exception cref="Http.RequestRejectedException">Nobody can say whether its session has ended.</exception>
    public async Task<(TokenIdentity? Identity, TokenRefused Refused)> RedeemAsync(string ticket, CancellationToken cancellationToken)
    {
        if (ticket.Length != Base64Url.GetEncodedLength(Length) || !Base64Url.IsValid(ticket))
            return (null, TokenRefused.Malformed);
        if (await Grain(ticket).RedeemAsync(cancellationToken) is not { } holder)
            return (null, TokenRefused.Expired);
        var identity = new TokenIdentity(holder.AccountId, holder.Role, holder.TokenExpiresAt, holder.SessionId, holder.AuthenticatedAt);
        return await tokens.StandingAsync(identity, cancellationToken) is var refused and not TokenRefused.No ? (null, refused) : (identity, TokenRefused.No);
    }

    private ISocketTicketGrain Grain(string ticket) =>
        grains.GetGrain<ISocketTicketGrain>(Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(ticket))));
}
