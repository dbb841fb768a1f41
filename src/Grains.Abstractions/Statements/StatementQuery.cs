namespace Nusaloka.Statements;

/// <summary>Which part of a wallet's history is wanted.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="From">The first instant that belongs to it.</param>
/// <param name="To">The first instant that no longer does.</param>
/// <param name="Limit">The most entries to answer: 1 to <see cref="MaxLimit"/>.</param>
/// <param name="Cursor">The <see cref="Page{T}.NextCursor"/> of the page before; null for the first.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.StatementQuery")]
public sealed record StatementQuery(
    [property: Id(0)] string AccountId,
    [property: Id(1)] DateTimeOffset From,
    [property: Id(2)] DateTimeOffset To,
    [property: Id(3)] int Limit,
    [property: Id(4)] string? Cursor)
{
    /// <summary>The most entries that a page can have: more than lists give to people, because exports read all of them.</summary>
    public const int MaxLimit = 1_000;
}
