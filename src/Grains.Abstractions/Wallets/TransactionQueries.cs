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

/// <summary>Which part of an account's history is wanted.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="From">The first instant that belongs to it.</param>
/// <param name="To">The first instant that no longer does.</param>
/// <param name="Page">Which page of the entries.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.StatementQuery")]
public sealed record StatementQuery(
    [property: Id(0)] string AccountId,
    [property: Id(1)] DateTimeOffset From,
    [property: Id(2)] DateTimeOffset To,
    [property: Id(3)] PageRequest Page);

/// <summary>An account's history over a time: opening balance plus all entries equals closing balance.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="From">The first instant that belongs to it.</param>
/// <param name="To">The first instant that no longer does.</param>
/// <param name="OpeningBalance">The balance right before <paramref name="From"/>.</param>
/// <param name="ClosingBalance">The balance right before <paramref name="To"/>.</param>
/// <param name="Entries">A page of the entries, oldest first.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Statement")]
public sealed record Statement(
    [property: Id(0)] string AccountId,
    [property: Id(1)] DateTimeOffset From,
    [property: Id(2)] DateTimeOffset To,
    [property: Id(3)] Money OpeningBalance,
    [property: Id(4)] Money ClosingBalance,
    [property: Id(5)] Page<StatementEntry> Entries);

/// <summary>One line of a statement.</summary>
/// <param name="Sequence">1 for the account's first entry, then without gaps.</param>
/// <param name="TransactionId">What it belongs to.</param>
/// <param name="Kind">What sort of movement.</param>
/// <param name="CounterpartyId">The other account; null when it is the outside.</param>
/// <param name="Amount">Positive in, negative out.</param>
/// <param name="BalanceAfter">The running balance.</param>
/// <param name="Description">What the sender wrote; may be empty.</param>
/// <param name="CreatedAt">When it was committed, UTC.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.StatementEntry")]
public sealed record StatementEntry(
    [property: Id(0)] long Sequence,
    [property: Id(1)] string TransactionId,
    [property: Id(2)] TransactionKind Kind,
    [property: Id(3)] string? CounterpartyId,
    [property: Id(4)] Money Amount,
    [property: Id(5)] Money BalanceAfter,
    [property: Id(6)] string Description,
    [property: Id(7)] DateTimeOffset CreatedAt);

/// <summary>Ids of accounts.</summary>
[GenerateSerializer, Immutable, Alias("nusaloka.AccountIds")]
public sealed record AccountIds([property: Id(0)] ImmutableArray<string> Ids);

/// <summary>Balances of some wallets.</summary>
[GenerateSerializer, Immutable, Alias("nusaloka.WalletBalances")]
public sealed record WalletBalances([property: Id(0)] ImmutableArray<WalletBalance> Balances);
