namespace Nusaloka.Wallets;

/// <summary>What is in a wallet.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="Balance">What it holds; never negative.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.WalletBalance")]
public sealed record WalletBalance(
    [property: Id(0)] string AccountId,
    [property: Id(1)] Money Balance);
