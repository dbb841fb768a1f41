namespace Nusaloka.Payments;

/// <summary>Money on its way from a wallet to its owner's bank account.</summary>
/// <param name="Id">UUID, made from the caller and the Idempotency-Key.</param>
/// <param name="AccountId">Whose wallet.</param>
/// <param name="Amount">More than zero.</param>
/// <param name="BankCode">The bank, such as <c>bca</c>.</param>
/// <param name="AccountNumber">The bank account's number, all but its last four digits masked.</param>
/// <param name="HolderName">Whose bank account.</param>
/// <param name="Status">How far it is.</param>
/// <param name="FailureCode">Why it failed; null when it did not.</param>
/// <param name="GatewayReference">What the gateway calls it; null before it has said so.</param>
/// <param name="CreatedAt">When it was asked for, UTC.</param>
/// <param name="UpdatedAt">When it last changed, UTC.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Withdrawal")]
public sealed record Withdrawal(
    [property: Id(0)] string Id,
    [property: Id(1)] string AccountId,
    [property: Id(2)] Money Amount,
    [property: Id(3)] string BankCode,
    [property: Id(4)] string AccountNumber,
    [property: Id(5)] string HolderName,
    [property: Id(6)] WithdrawalStatus Status,
    [property: Id(7)] string? FailureCode,
    [property: Id(8)] string? GatewayReference,
    [property: Id(9)] DateTimeOffset CreatedAt,
    [property: Id(10)] DateTimeOffset UpdatedAt)
{
    /// <summary>When it goes to the bank, UTC, and until when it can be canceled; null when it does not wait.</summary>
    [Id(11)]
    public DateTimeOffset? PaysOutAt { get; init; }
}

/// <summary>How far a withdrawal is.</summary>
[GenerateSerializer, Alias("nusaloka.WithdrawalStatus")]
public enum WithdrawalStatus
{
    /// <summary>The money is set aside or on its way.</summary>
    Pending = 0,

    /// <summary>The bank has it.</summary>
    Succeeded = 1,

    /// <summary>The bank has not taken it; it is in the wallet.</summary>
    Failed = 2,

    /// <summary>The bank had it and has sent it back; it is in the wallet.</summary>
    Returned = 3,

    /// <summary>Its owner has canceled it while it waited.</summary>
    Canceled = 4,
}
