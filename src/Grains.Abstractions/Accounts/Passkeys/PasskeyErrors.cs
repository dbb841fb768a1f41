namespace Nusaloka.Accounts.Passkeys;

/// <summary>The expected failures of passkeys.</summary>
public static class PasskeyErrors
{
    /// <summary>The account has no such passkey.</summary>
    public static Error NotFound { get; } = new("passkey_not_found", ErrorKind.NotFound, "There is no such passkey.");

    /// <summary>The account has as many as it can have.</summary>
    public static Error LimitReached { get; } = new(
        "passkey_limit_reached", ErrorKind.Conflict, $"An account has at most {IPasskeysGrain.MaxPasskeys} passkeys. Delete one first.");

    /// <summary>The credential belongs to an account already.</summary>
    public static Error Taken { get; } =
        new("passkey_taken", ErrorKind.Conflict, "This passkey belongs to an account already. Make a new one.");

    /// <summary>Without it nobody could sign in to the account.</summary>
    public static Error LastFactor { get; } = new(
        "passkey_is_last_factor", ErrorKind.Conflict, "This is the last way to sign in to the account. Set a password or add another passkey first.");

    /// <summary>The challenge is not ours, was used, is too old, or was for something else.</summary>
    public static Error CeremonyOver { get; } = new(
        "passkey_ceremony_over", ErrorKind.Refused, "This ceremony is over: it was used, took longer than 5 minutes, or was for something else. Begin again.");

    /// <summary>The registration does not hold.</summary>
    public static Error NotAccepted { get; } =
        new("passkey_not_accepted", ErrorKind.Refused, "This passkey was not accepted. Begin again, with a device that asks for PIN, finger or face.");

    /// <summary>The sign-in does not hold; why is not told.</summary>
    public static Error Refused { get; } =
        new("passkey_refused", ErrorKind.Unauthenticated, "This passkey was refused. Use another one, or sign in in another way.");
}
