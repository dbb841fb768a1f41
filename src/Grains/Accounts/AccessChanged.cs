using Nusaloka.Accounts.Sessions;

namespace Nusaloka.Grains.Accounts;

/// <summary>
/// Who may use an account, or what they may do with it, has changed. What must follow: older sessions end, and it is on record.
/// </summary>
/// <param name="AccountId">Whose account.</param>
/// <param name="Change">The change as the sessions understand it; null when they go on.</param>
/// <param name="Detail">In a few words, for the record.</param>
/// <param name="By">The account that did it; null when it was the owner.</param>
/// <param name="At">When.</param>
public sealed record AccessChanged(string AccountId, AccessChange? Change, string Detail, string? By, DateTimeOffset At)
{
    /// <summary>The name in the outbox when the password is another.</summary>
    public const string PasswordType = "account.password_changed";

    /// <summary>The name in the outbox when the first to prove an address of the account has taken it over from whoever opened it.</summary>
    public const string ClaimedType = "account.claimed";

    /// <summary>The name in the outbox when the role is another.</summary>
    public const string RoleType = "account.role_changed";

    /// <summary>The name in the outbox when staff have shut the account.</summary>
    public const string BannedType = "account.banned";

    /// <summary>The name in the outbox when staff have opened it again.</summary>
    public const string UnbannedType = "account.unbanned";
}
