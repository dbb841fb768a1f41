namespace Nusaloka.Accounts;

/// <summary>
/// What our access tokens look like: JWT (RFC 7519) in the profile of RFC 9068, signed with ES256 (RFC 7518 3.4).
/// Claims: iss, aud, sub (account id, or client id of a program), role, iat, nbf, exp, jti; a person's also sid, auth_time, amr, a program's also scope, ver.
/// </summary>
public static class TokenProfile
{
    /// <summary>The only algorithm.</summary>
    public const string Algorithm = "ES256";

    /// <summary>The <c>typ</c> of a person's access token.</summary>
    public const string PersonType = "at+jwt";

    /// <summary>The <c>typ</c> of a program's access token.</summary>
    public const string ServiceType = "svc+jwt";

    /// <summary>The <c>iss</c> when none is configured.</summary>
    public const string DefaultIssuer = "https://nusaloka.id";

    /// <summary>The <c>aud</c> of every token that the API accepts.</summary>
    public const string Audience = "nusaloka-api";

    /// <summary>The claim with the <see cref="Role"/>, in lower case.</summary>
    public const string RoleClaim = "role";

    /// <summary>The claim with the session that a person's token belongs to.</summary>
    public const string SessionClaim = "sid";

    /// <summary>The claim with the time at which the person proved who they are, seconds since 1970 (OpenID Connect Core 2).</summary>
    public const string AuthenticatedAtClaim = "auth_time";

    /// <summary>The claim with how they did, a list (RFC 8176).</summary>
    public const string MethodsClaim = "amr";

    /// <summary>The claim with what a program may do, with a space between (RFC 8693 4.2).</summary>
    public const string ScopeClaim = "scope";

    /// <summary>The claim with the version of the program, see <see cref="Programs.ProgramStanding.Version"/>.</summary>
    public const string ProgramVersionClaim = "ver";

    /// <summary>Longer tokens are refused unread, in characters.</summary>
    public const int MaxLength = 8192;
}
