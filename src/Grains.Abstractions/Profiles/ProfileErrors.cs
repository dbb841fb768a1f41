namespace Nusaloka.Profiles;

/// <summary>The expected failures of profiles, beside those of accounts.</summary>
public static class ProfileErrors
{
    /// <summary>The caller's key was used for something else.</summary>
    public static Error KeyReused { get; } =
        new("idempotency_key_reused", ErrorKind.Refused, "This Idempotency-Key was used for a different request. Use a new key.");

    /// <summary>No such address of this person.</summary>
    public static Error AddressNotFound { get; } = new("address_not_found", ErrorKind.NotFound, "There is no such address.");

    /// <summary>No more addresses.</summary>
    public static Error AddressLimit { get; } = new(
        "address_limit", ErrorKind.Conflict, $"A person keeps at most {ProfileLimits.MaxAddresses} addresses. Change or remove one.");

    /// <summary>No bank account is kept.</summary>
    public static Error BankAccountNotFound { get; } =
        new("bank_account_not_found", ErrorKind.NotFound, "No bank account is kept. Save one first, or name one.");

    /// <summary>An identity is verified once.</summary>
    public static Error VerificationDecided { get; } =
        new("verification_decided", ErrorKind.Conflict, "The identity is verified already.");

    /// <summary>There is nothing to decide.</summary>
    public static Error VerificationNotPending { get; } =
        new("verification_not_pending", ErrorKind.Conflict, "The identity is not waiting to be checked.");

    /// <summary>Nobody checks themselves.</summary>
    public static Error OwnVerification { get; } =
        new("own_verification", ErrorKind.Forbidden, "An officer does not decide about their own identity. Ask a colleague.");

    /// <summary>A document verifies one account.</summary>
    public static Error IdentityInUse { get; } =
        new("identity_in_use", ErrorKind.Conflict, "Another account is verified by this document. Reject this one, or the other one first.");

    /// <summary>No document was given.</summary>
    public static Error IdentityNotFound { get; } =
        new("identity_not_found", ErrorKind.NotFound, "No identity document was given.");
}
