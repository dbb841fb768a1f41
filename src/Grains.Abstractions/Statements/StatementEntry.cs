using Nusaloka.Wallets;

namespace Nusaloka.Statements;

/// <summary>One line of a statement.</summary>
/// <param name="Sequence">1 for the wallet's first entry, then without gaps.</param>
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
