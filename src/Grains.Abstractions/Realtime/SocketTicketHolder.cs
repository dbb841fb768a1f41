using Nusaloka.Accounts;

namespace Nusaloka.Realtime;

/// <summary>Whom a ticket speaks for: what the access token said by which it was asked for.</summary>
/// <param name="AccountId">The person.</param>
/// <param name="Role">What they may do.</param>
/// <param name="SessionId">Their session.</param>
/// <param name="TokenExpiresAt">When the access token expires, and with it what the ticket opens.</param>
/// <param name="AuthenticatedAt">When they proved who they are, in seconds since 1970.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SocketTicketHolder")]
public sealed record SocketTicketHolder(
    [property: Id(0)] string AccountId,
    [property: Id(1)] Role Role,
    [property: Id(2)] string SessionId,
    [property: Id(3)] DateTimeOffset TokenExpiresAt,
    [property: Id(4)] long AuthenticatedAt);
