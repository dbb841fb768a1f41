namespace Nusaloka.Statements;

/// <summary>Reads statements. A stateless worker over the ledger; key: any, by custom <c>"0"</c>.</summary>
[Alias("nusaloka.IStatementGrain")]
public interface IStatementGrain : IGrainWithStringKey
{
    /// <summary>
    /// A page of the entries of one wallet from <see cref="StatementQuery.From"/> (included) to <see cref="StatementQuery.To"/>
    /// (excluded), oldest first, with the balances around them. All pages that follow one another by their cursors are one snapshot:
    /// what is written after the first page was read is in none of them. Errors: <c>wallet_not_found</c>, <c>cursor_invalid</c>,
    /// <c>validation_failed</c>.
    /// </summary>
    [Alias("Read")]
    Task<Result<Statement>> ReadAsync(StatementQuery query, CancellationToken cancellationToken = default);
}
