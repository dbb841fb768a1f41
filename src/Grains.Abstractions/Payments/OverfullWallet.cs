using Nusaloka.Wallets;

namespace Nusaloka.Payments;

/// <summary>
/// A wallet that holds more than its tier may: by refunds and reversals, which are never refused, or because its tier or the limits have
/// changed. Nothing else comes in until it holds less.
/// </summary>
/// <param name="AccountId">Whose.</param>
/// <param name="Tier">Its tier.</param>
/// <param name="Balance">What it holds.</param>
/// <param name="BalanceCap">What it may hold.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.OverfullWallet")]
public sealed record OverfullWallet(
    [property: Id(0)] string AccountId,
    [property: Id(1)] WalletTier Tier,
    [property: Id(2)] Money Balance,
    [property: Id(3)] Money BalanceCap);
