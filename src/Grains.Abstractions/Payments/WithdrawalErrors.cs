namespace Nusaloka.Payments;

/// <summary>The expected failures of withdrawals, beside those of the wallet.</summary>
public static class WithdrawalErrors
{
    /// <summary>No such withdrawal that the caller may see.</summary>
    public static Error NotFound { get; } = new("withdrawal_not_found", ErrorKind.NotFound, "There is no such withdrawal.");

    /// <summary>It does not wait any more.</summary>
    public static Error NotCancelable { get; } =
        new("withdrawal_not_cancelable", ErrorKind.Conflict, "The withdrawal is on its way to the bank, or has ended: it can be canceled only while it waits.");

    /// <summary>The money may have to go back to a bank.</summary>
    public static Error Disputed { get; } =
        new("withdrawal_disputed", ErrorKind.Conflict, "A bank asks for the money of one of your top-ups, or has taken it: nothing can be withdrawn until we have it back.");

    /// <summary>A transfer to a bank costs more than it is worth.</summary>
    public static Error TooSmall(Money least) => Error.Validation(
        "/amount", "out_of_range", $"The amount must be at least {least.Units} rupiah, or all that can be spent.");

    /// <summary>Nobody pays out.</summary>
    public static Error Unavailable { get; } =
        new("withdrawals_unavailable", ErrorKind.Unavailable, "Money cannot be paid out now. Nothing was done; try again later.");
}
