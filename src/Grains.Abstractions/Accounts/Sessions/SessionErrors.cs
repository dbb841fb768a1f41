namespace Nusaloka.Accounts.Sessions;

/// <summary>The expected failures of sessions.</summary>
public static class SessionErrors
{
    /// <summary>Unknown, used up, expired, of an ended session, or no refresh token at all: whoever shows it learns no more.</summary>
    public static Error RefreshTokenInvalid { get; } =
        new("refresh_token_invalid", ErrorKind.Unauthenticated, "The refresh token is not valid any more. Sign in again.");

    /// <summary>No such session, or it has ended.</summary>
    public static Error NotFound { get; } =
        new("session_not_found", ErrorKind.NotFound, "There is no such session, or it has ended.");

    /// <summary>What was proven is not true any more.</summary>
    public static Error SignInOutdated { get; } =
        new("sign_in_outdated", ErrorKind.Conflict, "The account's access changed while you signed in. Sign in again.");
}
