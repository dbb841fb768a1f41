namespace Nusaloka.Accounts.Sessions;

/// <summary>Why a session ended before its time. Stored: never renumber.</summary>
[GenerateSerializer, Alias("nusaloka.SessionEndReason")]
public enum SessionEndReason
{
    /// <summary>The person logged out on the device.</summary>
    LoggedOut = 0,

    /// <summary>The person ended it from elsewhere.</summary>
    EndedByOwner = 1,

    /// <summary>An old refresh token was shown: somebody has copied it.</summary>
    Reused = 2,

    /// <summary>The password was changed or reset.</summary>
    PasswordChanged = 3,

    /// <summary>The person got another role.</summary>
    RoleChanged = 4,

    /// <summary>The person was banned.</summary>
    Banned = 5,

    /// <summary>The account was closed.</summary>
    AccountClosed = 6,

    /// <summary>The person has too many sessions, and this one was used longest ago.</summary>
    Replaced = 7,

    /// <summary>A way to sign in was taken away or changed: e-mail address, phone number or passkey.</summary>
    CredentialChanged = 8,
}
