namespace Nusaloka.Statements;

/// <summary>A wallet's history over a time: opening balance plus all entries equals closing balance.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="From">The first instant that belongs to it.</param>
/// <param name="To">The first instant that no longer does.</param>
/// <param name="OpeningBalance">The balance right before <paramref name="From"/>.</param>
/// <param name="ClosingBalance">The balance right before <paramref name="To"/>, as of when the first page was read.</param>
/// <param name="EntryCount">How many entries there are on all pages together.</param>
/// <param name="IsFinal">Whether it stays as it is for ever: its time is over, and so is everything that was under way then.</param>
/// <param name="Entries">A page of the entries, oldest first.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Statement")]
public sealed record Statement(
    [property: Id(0)] string AccountId,
    [property: Id(1)] DateTimeOffset From,
    [property: Id(2)] DateTimeOffset To,
    [property: Id(3)] Money OpeningBalance,
    [property: Id(4)] Money ClosingBalance,
    [property: Id(5)] long EntryCount,
    [property: Id(6)] bool IsFinal,
    [property: Id(7)] Page<StatementEntry> Entries);
