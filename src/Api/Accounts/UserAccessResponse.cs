using Nusaloka.Accounts;

namespace Nusaloka.Api.Accounts;

/// <summary>Who may use an account, and as what.</summary>
/// <param name="Id">The account id.</param>
/// <param name="Role">What the person may do.</param>
/// <param name="Status">Whether they can sign in.</param>
/// <param name="BannedAt">Since when they cannot; null when they can.</param>
/// <param name="BanReason">Why they cannot; null when they can.</param>
public sealed record UserAccessResponse(string Id, Role Role, UserStatus Status, DateTimeOffset? BannedAt, string? BanReason)
{
    /// <summary>The wire shape of an account's standing.</summary>
    public static UserAccessResponse Of(AccountStanding standing) => new(
        standing.Account.Id, standing.Account.Role, standing.IsBanned ? UserStatus.Banned : UserStatus.Active, standing.BannedAt, standing.BanReason);
}

/// <summary>Whether somebody can use their account.</summary>
public enum UserStatus
{
    /// <summary>They can.</summary>
    Active,

    /// <summary>Staff have shut it.</summary>
    Banned,
}
