using System.Security.Claims;
using Nusaloka.Accounts;

namespace Nusaloka.Api.Auth;

/// <summary>Whom a verified token speaks for.</summary>
/// <param name="Subject">The account id of a person, or the client id of a program.</param>
/// <param name="Role">What it may do.</param>
/// <param name="ExpiresAt">From when on the token is no longer good.</param>
/// <param name="SessionId">The session that a person's token belongs to; empty for a program.</param>
/// <param name="AuthenticatedAt">When the person proved who they are, seconds since 1970; 0 when the token does not say.</param>
/// <param name="Scopes">What a program may do, with a space between; empty for a person.</param>
/// <param name="ProgramVersion">The version of the program; empty for a person.</param>
public sealed record TokenIdentity(
    string Subject, Role Role, DateTimeOffset ExpiresAt, string SessionId = "", long AuthenticatedAt = 0, string Scopes = "", string ProgramVersion = "")
{
    /// <summary>The same for the framework.</summary>
    public ClaimsPrincipal Principal { get; } = new(new ClaimsIdentity(
        [
            new Claim(CallerClaims.Subject, Subject),
            new Claim(CallerClaims.Role, CallerClaims.NameOf(Role)),
            new Claim(CallerClaims.Session, SessionId),
            new Claim(CallerClaims.Scopes, Scopes),
            new Claim(CallerClaims.AuthenticatedAt, AuthenticatedAt.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ],
        AccessTokenHandler.SchemeName, CallerClaims.Subject, CallerClaims.Role));
}
