namespace Nusaloka.Wallets;

/// <summary>Pays one of our accounts.</summary>
/// <param name="Payee">Which.</param>
/// <param name="Kind"><see cref="TransactionKind.Payment"/>, for our fees also <see cref="TransactionKind.Charge"/>, or for a gateway's account <see cref="TransactionKind.Withdrawal"/> or <see cref="TransactionKind.Refund"/>.</param>
/// <param name="Amount">More than zero, at most <see cref="WalletLimits.MaxAmount"/>.</param>
/// <param name="Description">What it is for: at most <see cref="WalletLimits.MaxDescriptionLength"/> characters, may be empty.</param>
/// <param name="Operation">The caller's name for it.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Pay")]
public sealed record Pay(
    [property: Id(0)] SystemAccount Payee,
    [property: Id(1)] TransactionKind Kind,
    [property: Id(2)] Money Amount,
    [property: Id(3)] string Description,
    [property: Id(4)] Operation Operation);

/// <summary>Sets money aside.</summary>
/// <param name="Payee">Whom it is for.</param>
/// <param name="Kind">What its capture will be: <see cref="TransactionKind.Transfer"/> for a person, otherwise as <see cref="Pay.Kind"/>.</param>
/// <param name="Amount">More than zero, at most <see cref="WalletLimits.MaxAmount"/>.</param>
/// <param name="Description">What it is for: at most <see cref="WalletLimits.MaxDescriptionLength"/> characters, may be empty.</param>
/// <param name="ExpiresAt">When it ceases to count: in the future, at most <see cref="WalletLimits.MaxHoldDays"/> days.</param>
/// <param name="Operation">The caller's name for it.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Authorize")]
public sealed record Authorize(
    [property: Id(0)] Payee Payee,
    [property: Id(1)] TransactionKind Kind,
    [property: Id(2)] Money Amount,
    [property: Id(3)] string Description,
    [property: Id(4)] DateTimeOffset ExpiresAt,
    [property: Id(5)] Operation Operation);

/// <summary>Moves what is held to whom it is for, and gives the rest free.</summary>
/// <param name="HoldId">Which hold. Those of payments and withdrawals are not found by operations that are not <see cref="Operation.IsOurs"/>.</param>
/// <param name="Amount">How much of it: more than zero, at most what is held; null for all.</param>
/// <param name="Operation">The caller's name for it.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.CaptureHold")]
public sealed record CaptureHold(
    [property: Id(0)] string HoldId,
    [property: Id(1)] Money? Amount,
    [property: Id(2)] Operation Operation);

/// <summary>Gives a hold free.</summary>
/// <param name="HoldId">Which hold, as in <see cref="CaptureHold"/>.</param>
/// <param name="Operation">The caller's name for it.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.VoidHold")]
public sealed record VoidHold(
    [property: Id(0)] string HoldId,
    [property: Id(1)] Operation Operation);
