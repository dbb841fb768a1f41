namespace Nusaloka.Wallets;

/// <summary>What a command on a wallet did.</summary>
/// <param name="Transaction">The transaction that it made.</param>
/// <param name="BalanceAfter">The wallet's balance right after it; a replay answers the same.</param>
/// <param name="Replayed">Whether this is the stored result of an earlier call with the same key.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Movement")]
public sealed record Movement(
    [property: Id(0)] Transaction Transaction,
    [property: Id(1)] Money BalanceAfter,
    [property: Id(2)] bool Replayed);
