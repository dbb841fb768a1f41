using Nusaloka.Api.Http;
using Nusaloka.Statements;

namespace Nusaloka.Api.Statements;

/// <summary>The history of a wallet over a time: opening balance plus all entries is the closing balance.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="From">The first instant that belongs to it.</param>
/// <param name="To">The first instant that no longer does.</param>
/// <param name="Zone">Where its days and months begin.</param>
/// <param name="OpeningBalance">The balance right before <paramref name="From"/>.</param>
/// <param name="ClosingBalance">The balance right before <paramref name="To"/>.</param>
/// <param name="TotalEntries">How many entries there are on all pages.</param>
/// <param name="IsFinal">Whether it can no longer change, because its time is over.</param>
/// <param name="Entries">A page of the entries, oldest first.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record StatementResponse(
    string UserId,
    DateTimeOffset From,
    DateTimeOffset To,
    string Zone,
    long OpeningBalance,
    long ClosingBalance,
    long TotalEntries,
    bool IsFinal,
    IReadOnlyList<StatementEntryResponse> Entries,
    string? NextCursor)
{
    /// <summary>The wire shape of a statement.</summary>
    public static StatementResponse Of(Statement statement, IndonesianZone zone) => new(
        statement.AccountId, statement.From, statement.To, zone.Name, statement.OpeningBalance.Units, statement.ClosingBalance.Units,
        statement.EntryCount, statement.IsFinal, [.. statement.Entries.Items.Select(StatementEntryResponse.Of)], statement.Entries.NextCursor);
}
