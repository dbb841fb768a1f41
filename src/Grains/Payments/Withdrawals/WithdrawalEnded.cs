namespace Nusaloka.Grains.Payments.Withdrawals;

/// <summary>A withdrawal has come to its end, whatever end; or the bank has sent the money back after it.</summary>
/// <param name="WithdrawalId">The withdrawal.</param>
/// <param name="AccountId">Whose.</param>
/// <param name="Amount">How much.</param>
/// <param name="FailureCode">Why it failed; null when it did not.</param>
/// <param name="At">When.</param>
internal sealed record WithdrawalEnded(string WithdrawalId, string AccountId, Money Amount, string? FailureCode, DateTimeOffset At)
{
    /// <summary>The name in the outbox of one that succeeded.</summary>
    public const string SucceededType = "withdrawal.succeeded";

    /// <summary>The name in the outbox of one that failed.</summary>
    public const string FailedType = "withdrawal.failed";

    /// <summary>The name in the outbox of one that its owner gave up.</summary>
    public const string CanceledType = "withdrawal.canceled";

    /// <summary>The name in the outbox of one that had succeeded and whose money has come back.</summary>
    public const string ReturnedType = "withdrawal.returned";
}
