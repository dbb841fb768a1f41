using System.Globalization;
using System.Security.Claims;
using Nusaloka.Accounts;

namespace Nusaloka.Api.Auth;

/// <summary>What endpoints may ask about the caller.</summary>
public static class CallerClaims
{
    /// <summary>The claim with the caller's id.</summary>
    public const string Subject = "sub";

    /// <summary>The claim with the caller's role.</summary>
    public const string Role = TokenProfile.RoleClaim;

    /// <summary>The claim with the caller's session; empty for a program.</summary>
    public const string Session = TokenProfile.SessionClaim;

    /// <summary>The claim with the time of the sign-in.</summary>
    public const string AuthenticatedAt = TokenProfile.AuthenticatedAtClaim;

    /// <summary>The claim with what a program may do, with a space between; empty for a person.</summary>
    public const string Scopes = TokenProfile.ScopeClaim;

    /// <summary>How long after a sign-in a person may change how they sign in.</summary>
    public static readonly TimeSpan Recently = TimeSpan.FromMinutes(15);

    /// <summary>The caller's account id, or client id for a program. Only for endpoints that require authentication.</summary>
    public static string Id(this ClaimsPrincipal caller) =>
        caller.FindFirstValue(Subject) ?? throw new InvalidOperationException(
            "The endpoint asks for the caller but lets anonymous callers in. Give it a policy.");

    /// <summary>The caller's id; empty for who is not signed in. For endpoints that are open to everybody.</summary>
    public static string IdOrNobody(this ClaimsPrincipal caller) => caller.FindFirstValue(Subject) ?? "";

    /// <summary>The session that the caller's token belongs to. Only for endpoints that people alone may call.</summary>
    public static string SessionId(this ClaimsPrincipal caller) =>
        caller.FindFirstValue(Session) is { Length: > 0 } session ? session : throw new InvalidOperationException(
            "The endpoint asks for the caller's session but lets others than people in. Give it the policy for people.");

    /// <summary>
    /// Whether the caller proved who they are within the time before now, by signing in: a refresh does not count. For changes that
    /// whoever finds an unlocked device must not make.
    /// </summary>
    public static bool SignedInWithin(this ClaimsPrincipal caller, TimeSpan time, TimeProvider clock) =>
        long.TryParse(caller.FindFirstValue(AuthenticatedAt), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds) <= time;

    /// <summary>Whether the caller may read and act on other people's records.</summary>
    public static bool IsStaff(this ClaimsPrincipal caller) => Policies.Staff.Any(role => caller.IsInRole(NameOf(role)));

    /// <summary>Whether the caller has the role.</summary>
    public static bool Is(this ClaimsPrincipal caller, Role role) => caller.IsInRole(NameOf(role));

    /// <summary>Whether the caller is a program that may do this, see <see cref="Nusaloka.Accounts.Programs.ProgramScopes"/>.</summary>
    public static bool HasScope(this ClaimsPrincipal caller, string scope) =>
        (caller.FindFirstValue(Scopes) ?? "").Split(' ').Contains(scope, StringComparer.Ordinal);

    /// <summary>The role as it stands in tokens.</summary>
    public static string NameOf(Role role) => role.ToString().ToLowerInvariant();
}
