using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Nusaloka.Accounts;
using Nusaloka.Api.Http;
using Nusaloka.Api.Realtime;

namespace Nusaloka.Api.Auth;

/// <summary>
/// Authenticates people by <c>Authorization: Bearer</c> and programs by <c>X-Service-Token</c>. The type of the token must fit
/// the header: a person's token is no service token and the reverse.
/// </summary>
public sealed class AccessTokenHandler(
    TokenAuthenticator tokens,
    SocketTickets tickets,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>The only authentication scheme.</summary>
    public const string SchemeName = "Bearer";

    /// <summary>The header in which programs show their tokens.</summary>
    public const string ServiceHeader = "X-Service-Token";

    private TokenRefused _refused;

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // Open routes must answer while the keys cannot be read, and whatever token comes along.
        if (Context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            return AuthenticateResult.NoResult();

        var (token, ticket) = SocketRoute.Is(Context) ? SocketRoute.Take(Request) : default;
        var authorization = Request.Headers.Authorization;
        var service = Request.Headers[ServiceHeader];
        if (authorization.Count == 0 && service.Count == 0)
            return await AuthenticateByQueryAsync(token, ticket);
        // Two answers to "who are you" are no answer.
        if (authorization.Count + service.Count > 1)
            return Refuse(TokenRefused.Malformed);
        if (service.Count == 1)
            return await AuthenticateAsync(service.ToString(), TokenProfile.ServiceType);

        var value = authorization.ToString();
        return value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? await AuthenticateAsync(value["Bearer ".Length..].Trim(' '), TokenProfile.PersonType)
            : Refuse(TokenRefused.Malformed);
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var code = _refused switch
        {
            TokenRefused.No => "unauthenticated",
            TokenRefused.Expired => "token_expired",
            TokenRefused.Revoked => "session_ended",
            _ => "token_invalid",
        };
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = _refused switch
        {
            TokenRefused.No => "Bearer realm=\"nusaloka\"",
            TokenRefused.Expired => "Bearer realm=\"nusaloka\", error=\"invalid_token\", error_description=\"The token has expired\"",
            TokenRefused.Revoked => "Bearer realm=\"nusaloka\", error=\"invalid_token\", error_description=\"The session has ended\"",
            _ => "Bearer realm=\"nusaloka\", error=\"invalid_token\", error_description=\"The token is not valid\"",
        };
        Context.Features.Set(new Problem(StatusCodes.Status401Unauthorized, code));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private async Task<AuthenticateResult> AuthenticateAsync(string token, string type)
    {
        var (identity, refused) = await tokens.AuthenticateAsync(token, type, Context.RequestAborted);
        return identity is null ? Refuse(refused) : Accept(identity);
    }

    /// <summary>A browser's WebSocket has no headers of its own, so its routes take the token, or a ticket for it, from the query.</summary>
    private async Task<AuthenticateResult> AuthenticateByQueryAsync(string? token, string? ticket)
    {
        if (token is not null)
            return await AuthenticateAsync(token, TokenProfile.PersonType);
        if (ticket is null)
            return AuthenticateResult.NoResult();
        var (identity, refused) = await tickets.RedeemAsync(ticket, Context.RequestAborted);
        return identity is null ? Refuse(refused) : Accept(identity);
    }

    private AuthenticateResult Accept(TokenIdentity identity)
    {
        Context.Features.Set(identity);
        return AuthenticateResult.Success(new AuthenticationTicket(identity.Principal, SchemeName));
    }

    private AuthenticateResult Refuse(TokenRefused refused)
    {
        _refused = refused;
        return AuthenticateResult.Fail($"The token is refused: {refused}.");
    }
}
