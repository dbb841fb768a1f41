namespace Nusaloka.Sandbox;

/// <summary>What the sandbox gateway refuses.</summary>
public static class SandboxErrors
{
    /// <summary>There is no such payment or payout.</summary>
    public static Error NotFound { get; } = new("sandbox_not_found", ErrorKind.NotFound, "The sandbox gateway has nothing of that id.");

    /// <summary>The id is taken by something else.</summary>
    public static Error IdTaken { get; } =
        new("sandbox_id_taken", ErrorKind.Conflict, "That id was used before, for other contents. Use a new one for something new.");

    /// <summary>The payment is not where that can be done.</summary>
    public static Error NotNow { get; } =
        new("sandbox_not_now", ErrorKind.Conflict, "The payment's status does not allow it. Ask for the payment to see where it is.");

    /// <summary>More than there is to capture or to refund.</summary>
    public static Error TooMuch { get; } =
        new("sandbox_too_much", ErrorKind.Refused, "The amount is more than what is left of the payment.");

    /// <summary>The contents make no sense.</summary>
    public static Error Invalid(string pointer, string detail) => Error.Validation(pointer, "invalid", detail);
}
