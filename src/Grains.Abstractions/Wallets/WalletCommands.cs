namespace Nusaloka.Wallets;

/// <summary>Adds money through a payment method.</summary>
/// <param name="Amount">More than zero, at most <see cref="WalletLimits.MaxAmount"/>.</param>
/// <param name="Operation">The caller's name for it.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.TopUp")]
public sealed record TopUp(
    [property: Id(0)] Money Amount,
    [property: Id(1)] Operation Operation);

/// <summary>Takes money out.</summary>
/// <param name="Amount">More than zero, at most <see cref="WalletLimits.MaxAmount"/>.</param>
/// <param name="Operation">The caller's name for it.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Debit")]
public sealed record Debit(
    [property: Id(0)] Money Amount,
    [property: Id(1)] Operation Operation);

/// <summary>Adds money on the word of another program.</summary>
/// <param name="Amount">More than zero, at most <see cref="WalletLimits.MaxAmount"/>.</param>
/// <param name="Operation">The caller's name for it.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Credit")]
public sealed record Credit(
    [property: Id(0)] Money Amount,
    [property: Id(1)] Operation Operation);

/// <summary>Gives a received transfer back.</summary>
/// <param name="TransactionId">The transfer.</param>
/// <param name="Operation">The caller's name for it.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ReverseTransfer")]
public sealed record ReverseTransfer(
    [property: Id(0)] string TransactionId,
    [property: Id(1)] Operation Operation);

/// <summary>Sends money to another person.</summary>
/// <param name="ReceiverId">The other account's id.</param>
/// <param name="Amount">More than zero, at most <see cref="WalletLimits.MaxAmount"/>.</param>
/// <param name="Description">What it is for: at most <see cref="WalletLimits.MaxDescriptionLength"/> characters, may be empty.</param>
/// <param name="Operation">The caller's name for it.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Transfer")]
public sealed record Transfer(
    [property: Id(0)] string ReceiverId,
    [property: Id(1)] Money Amount,
    [property: Id(2)] string Description,
    [property: Id(3)] Operation Operation);
