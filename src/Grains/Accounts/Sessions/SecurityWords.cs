using Nusaloka.Accounts.Sessions;

namespace Nusaloka.Grains.Accounts.Sessions;

/// <summary>How reasons are written in records: lower-case with underscores, as in JSON.</summary>
internal static class SecurityWords
{
    public static string Of(SessionEndReason reason) => reason switch
    {
        SessionEndReason.LoggedOut => "logged_out",
        SessionEndReason.EndedByOwner => "ended_by_owner",
        SessionEndReason.Reused => "reused",
        SessionEndReason.PasswordChanged => "password_changed",
        SessionEndReason.RoleChanged => "role_changed",
        SessionEndReason.Banned => "banned",
        SessionEndReason.AccountClosed => "account_closed",
        SessionEndReason.Replaced => "replaced",
        SessionEndReason.CredentialChanged => "credential_changed",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "The reason has no word; add it here."),
    };
}
