namespace Nusaloka.Payments;

/// <summary>Sends money of a wallet to a bank account.</summary>
/// <param name="AccountId">Whose wallet.</param>
/// <param name="Amount">More than zero, at most <see cref="PaymentLimits.MaxAmount"/>.</param>
/// <param name="BankAccount">Where to; null for the one that the person keeps in their profile.</param>
/// <param name="Fingerprint">Lower-case hex SHA-256 of what the caller asked; the same id with another one is refused.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.RequestWithdrawal")]
public sealed record RequestWithdrawal(
    [property: Id(0)] string AccountId,
    [property: Id(1)] Money Amount,
    [property: Id(2)] BankAccount? BankAccount,
    [property: Id(3)] string Fingerprint);

/// <summary>An account at a bank.</summary>
/// <param name="BankCode">The bank: 2 to 16 letters and digits, such as <c>bca</c>.</param>
/// <param name="AccountNumber">6 to 20 digits.</param>
/// <param name="HolderName">1 to 100 characters.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.BankAccount")]
public sealed record BankAccount(
    [property: Id(0)] string BankCode,
    [property: Id(1)] string AccountNumber,
    [property: Id(2)] string HolderName)
{
    /// <summary>For logs: the bank alone.</summary>
    public override string ToString() => $"{nameof(BankAccount)} {{ {BankCode} }}";
}

/// <summary>What became of a withdrawal.</summary>
/// <param name="Withdrawal">The withdrawal as it is now.</param>
/// <param name="Replayed">Whether it was asked for before under the same key.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.WithdrawalResult")]
public sealed record WithdrawalResult(
    [property: Id(0)] Withdrawal Withdrawal,
    [property: Id(1)] bool Replayed);
