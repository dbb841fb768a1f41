using Npgsql;
using Nusaloka.Statements;
using Nusaloka.Wallets;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Statements;

/// <summary>Reads statements from the ledger.</summary>
[StatelessWorker]
internal sealed class StatementGrain(NpgsqlDataSource dataSource) : Grain, IStatementGrain
{
    public async Task<Result<Statement>> ReadAsync(StatementQuery query, CancellationToken cancellationToken)
    {
        if (query.From >= query.To)
            return Error.Validation("/from", "invalid_range", "from must be earlier than to.");
        if (query.Limit is < 1 or > StatementQuery.MaxLimit)
            return Error.Validation("/limit", "out_of_range", $"limit must be from 1 to {StatementQuery.MaxLimit}.");
        if (!StatementCursor.TryDecode(query.Cursor, out var cursor))
            return PageErrors.CursorInvalid;

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await StatementQueries.ReadAsync(connection, query, cursor, cancellationToken) is { } statement
            ? statement
            : WalletErrors.NotFound;
    }
}
