namespace Nusaloka.Wallets;

/// <summary>What is in a wallet.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="Balance">What it holds; never negative.</param>
/// <param name="Available">What can be spent: the balance without open holds; never negative.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.WalletBalance")]
public sealed record WalletBalance(
    [property: Id(0)] string AccountId,
    [property: Id(1)] Money Balance,
    [property: Id(2)] Money Available);
