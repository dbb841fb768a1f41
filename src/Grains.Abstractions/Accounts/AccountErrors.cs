namespace Nusaloka.Accounts;

/// <summary>The expected failures of accounts and sign-in.</summary>
public static class AccountErrors
{
    /// <summary>No such account, or it is closed.</summary>
    public static Error NotFound { get; } = new("account_not_found", ErrorKind.NotFound, "There is no such account.");

    /// <summary>The id that the caller chose belongs to another registration.</summary>
    public static Error Exists { get; } =
        new("account_exists", ErrorKind.Conflict, "An account with this id exists with other data. Choose a new id.");

    /// <summary>Somebody has this e-mail address.</summary>
    public static Error EmailTaken { get; } =
        new("email_taken", ErrorKind.Conflict, "This e-mail address belongs to an account. Log in, or use another address.");

    /// <summary>Somebody has this phone number.</summary>
    public static Error PhoneTaken { get; } =
        new("phone_taken", ErrorKind.Conflict, "This phone number belongs to an account. Log in, or use another number.");

    /// <summary>Unknown person and wrong password look the same.</summary>
    public static Error InvalidCredentials { get; } =
        new("invalid_credentials", ErrorKind.Unauthenticated, "The identifier or the password is wrong.");

    /// <summary>Staff have shut the account; said only to whoever proved that it is theirs.</summary>
    public static Error Banned { get; } =
        new("account_banned", ErrorKind.Forbidden, "This account has been suspended. Contact our support.");

    /// <summary>The present password, which a change needs, is another.</summary>
    public static Error WrongPassword { get; } =
        new("wrong_password", ErrorKind.Refused, "The current password is wrong.");

    /// <summary>Nobody changes their own role or status.</summary>
    public static Error OwnAccess { get; } =
        new("own_access", ErrorKind.Conflict, "Nobody changes their own role or status. Ask another admin.");

    /// <summary>Without an admin nobody could make another one.</summary>
    public static Error LastAdmin { get; } = new(
        "last_admin", ErrorKind.Conflict, "This account is the only admin that can sign in. Make somebody else an admin first, then repeat this.");

    /// <summary>Whoever finds an unlocked device must not make this change.</summary>
    public static Error ReauthenticationRequired { get; } = new(
        "reauthentication_required", ErrorKind.Forbidden, "This change needs a sign-in of the last 15 minutes. Sign in again, then repeat it.");

    /// <summary>More passwords wait to be checked than we let wait.</summary>
    public static Error Busy { get; } =
        new("busy", ErrorKind.Unavailable, "Too many sign-ins at this moment. Try again in a few seconds.");

    /// <summary>The account changed since the caller read it.</summary>
    public static Error VersionMismatch { get; } =
        new("version_mismatch", ErrorKind.Stale, "The account changed since you read it. Read it again and repeat the change.");

    /// <summary>One more change would drop one that can still be taken back.</summary>
    public static Error TooManyChanges { get; } = new(
        "too_many_changes", ErrorKind.Conflict, "E-mail address and phone number were changed too often lately. Try again in some days.");

    /// <summary>An account with money in its wallet is not closed.</summary>
    public static Error WalletNotEmpty { get; } =
        new("wallet_not_empty", ErrorKind.Conflict, "The wallet still holds money. Move it out before you close the account.");

    /// <summary>An account with something under way is not closed.</summary>
    public static Error StillBusy { get; } = new(
        "account_busy", ErrorKind.Conflict,
        "A payment, a withdrawal or the taking back of a change is under way, or money is held for this account. Wait for it or cancel it, then close the account.");
}
