using System.Collections.Immutable;

namespace Nusaloka.Wallets;

/// <summary>Totals of one account since it was opened.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="TotalTransactions">How many movements.</param>
/// <param name="TotalSpent">The sum that left the wallet.</param>
/// <param name="TotalReceived">The sum that came into the wallet.</param>
/// <param name="LastTransactionAt">When the newest movement was; null when there is none.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.TransactionSummary")]
public sealed record TransactionSummary(
    [property: Id(0)] string AccountId,
    [property: Id(1)] long TotalTransactions,
    [property: Id(2)] Money TotalSpent,
    [property: Id(3)] Money TotalReceived,
    [property: Id(4)] DateTimeOffset? LastTransactionAt);

/// <summary>Ids of accounts.</summary>
[GenerateSerializer, Immutable, Alias("nusaloka.AccountIds")]
public sealed record AccountIds([property: Id(0)] ImmutableArray<string> Ids);

/// <summary>Balances of some wallets.</summary>
[GenerateSerializer, Immutable, Alias("nusaloka.WalletBalances")]
public sealed record WalletBalances([property: Id(0)] ImmutableArray<WalletBalance> Balances);
