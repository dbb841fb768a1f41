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

    /// <summary>The caller's account id, or client id for a program. Only for endpoints that require authentication.</summary>
    public static string Id(this ClaimsPrincipal caller) =>
        caller.FindFirstValue(Subject) ?? throw new InvalidOperationException(
            "The endpoint asks for the caller but lets anonymous callers in. Give it a policy.");

    /// <summary>Whether the caller may read and act on other people's records.</summary>
    public static bool IsStaff(this ClaimsPrincipal caller) => Policies.Staff.Any(role => caller.IsInRole(NameOf(role)));

    /// <summary>Whether the caller has the role.</summary>
    public static bool Is(this ClaimsPrincipal caller, Role role) => caller.IsInRole(NameOf(role));

    /// <summary>The role as it stands in tokens.</summary>
    public static string NameOf(Role role) => role.ToString().ToLowerInvariant();
}
