namespace Nusaloka.Codes;

/// <summary>The expected failures of one-time codes and of changing what one signs in with.</summary>
public static class CodeErrors
{
    /// <summary>
    /// The code that was to say who somebody is is wrong, expired, used, tried too often, or for something else: whoever guesses learns no more.
    /// </summary>
    public static Error CodeInvalid { get; } =
        new("code_invalid", ErrorKind.Unauthenticated, "The code is wrong or not good any more. After five wrong tries ask for a new one.");

    /// <summary>The same for somebody who is signed in, and stays so.</summary>
    public static Error WrongCode { get; } =
        new("wrong_code", ErrorKind.Refused, "The code is wrong or not good any more. After five wrong tries ask for a new one.");

    /// <summary>The account has no such thing to be verified.</summary>
    public static Error IdentifierMissing { get; } =
        new("identifier_missing", ErrorKind.NotFound, "The account has no e-mail address or phone number of this kind. Add one first.");

    /// <summary>The code by which a change of address or number is taken back is none, has been used, or its time is over.</summary>
    public static Error RevertInvalid { get; } = new(
        "revert_invalid", ErrorKind.Unauthenticated, "This code is not good any more. Contact our support if the change was not yours.");

    /// <summary>What was shown beside the code that takes a change back is wrong, or was not the account's before the change.</summary>
    public static Error RevertProofRefused { get; } = new(
        "revert_proof_refused", ErrorKind.Unauthenticated,
        "The second proof is wrong, was tried too often, or was not this account's before the change. Try another one, or none and wait.");

    /// <summary>The code that takes a change back is good, but too little time is left for the holder of the account to object.</summary>
    public static Error RevertNeedsProof { get; } = new(
        "revert_needs_proof", ErrorKind.Refused, "It is too late to wait for the holder of the account. Show a second proof, or contact our support.");

    /// <summary>Nobody has asked to take a change of the account back.</summary>
    public static Error ReversalNotFound { get; } =
        new("reversal_not_found", ErrorKind.NotFound, "Nobody has asked to take a change of address or number of this account back, or it was decided.");

    /// <summary>The account has asked for codes to too many addresses and numbers today.</summary>
    /// <param name="retryAfter">When another may be asked for.</param>
    public static Error TooManyRecipients(TimeSpan retryAfter) => new(
        "too_many_recipients", ErrorKind.Limited, "Codes went to too many different addresses and numbers today. Try again later.")
    {
        RetryAfter = retryAfter,
    };

    /// <summary>A code went to this address or number a moment ago, or too many did.</summary>
    /// <param name="retryAfter">When another may be asked for.</param>
    public static Error CodeSentRecently(TimeSpan retryAfter) =>
        new("code_sent_recently", ErrorKind.Limited, $"A code was sent a moment ago. Ask for another in {Math.Ceiling(retryAfter.TotalSeconds):0} seconds.")
        {
            RetryAfter = retryAfter,
        };
}
