using System.Security.Claims;
using Nusaloka.Accounts;

namespace Nusaloka.Api.Auth;

/// <summary>Whom a verified token speaks for.</summary>
/// <param name="Subject">The account id of a person, or the client id of a program.</param>
/// <param name="Role">What it may do.</param>
/// <param name="ExpiresAt">From when on the token is no longer good.</param>
public sealed record TokenIdentity(string Subject, Role Role, DateTimeOffset ExpiresAt)
{
    /// <summary>The same for the framework.</summary>
    public ClaimsPrincipal Principal { get; } = new(new ClaimsIdentity(
        [new Claim(CallerClaims.Subject, Subject), new Claim(CallerClaims.Role, CallerClaims.NameOf(Role))],
        AccessTokenHandler.SchemeName, CallerClaims.Subject, CallerClaims.Role));
}
