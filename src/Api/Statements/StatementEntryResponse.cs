using System.Text.Json;
using Nusaloka.Statements;
using Nusaloka.Wallets;

namespace Nusaloka.Api.Statements;

/// <summary>One line of a statement.</summary>
/// <param name="Sequence">1 for the wallet's first entry, then without gaps.</param>
/// <param name="TransactionId">What it belongs to.</param>
/// <param name="Type">What sort of movement, as in transactions.</param>
/// <param name="CounterpartyId">The other account; null when it is the outside.</param>
/// <param name="Amount">Positive in, negative out.</param>
/// <param name="Balance">The balance right after it.</param>
/// <param name="Description">What it is for; may be empty.</param>
/// <param name="CreatedAt">When it was committed.</param>
public sealed record StatementEntryResponse(
    long Sequence,
    string TransactionId,
    string Type,
    string? CounterpartyId,
    long Amount,
    long Balance,
    string Description,
    DateTimeOffset CreatedAt)
{
    /// <summary>The wire shape of an entry.</summary>
    public static StatementEntryResponse Of(StatementEntry entry) => new(
        entry.Sequence, entry.TransactionId, TypeOf(entry.Kind), entry.CounterpartyId, entry.Amount.Units,
        entry.BalanceAfter.Units, entry.Description, entry.CreatedAt);

    /// <summary>
    /// The kind in the words of JSON. A statement must not fail because of a kind that a silo knows and this process does not yet, so
    /// such a one is "other".
    /// </summary>
    public static string TypeOf(TransactionKind kind) =>
        Enum.IsDefined(kind) ? JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()) : "other";
}
