using Nusaloka.Payments;

namespace Nusaloka.Profiles;

/// <summary>The bank account that a person keeps for withdrawals.</summary>
/// <param name="Account">Which.</param>
/// <param name="Since">Since when it is this one, UTC; <see cref="DateTimeOffset.MinValue"/> for one that was kept before that was noted.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.KeptBankAccount")]
public sealed record KeptBankAccount(
    [property: Id(0)] BankAccount Account,
    [property: Id(1)] DateTimeOffset Since);
