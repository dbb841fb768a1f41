using System.Runtime.CompilerServices;
using Nusaloka.Statements;

namespace Nusaloka.Api.Statements;

/// <summary>
/// All pages of one statement, each read when the one before is used up, so that an export holds one page however long it is. The first
/// is read beforehand: a refusal is answered as such, before anything of a file is sent.
/// </summary>
public sealed class StatementPages(Statement first, Func<string, CancellationToken, Task<Result<Statement>>> next)
{
    /// <summary>The first page; the balances and the count are those of the whole statement.</summary>
    public Statement First { get; } = first;

    /// <summary>Begins to read.</summary>
    public static async Task<Result<StatementPages>> OpenAsync(
        IGrainFactory grains, string accountId, StatementPeriod period, CancellationToken cancellationToken)
    {
        var first = await ReadAsync(null, cancellationToken);
        return first.IsSuccess ? new StatementPages(first.Value, ReadAsync) : first.Error;

        Task<Result<Statement>> ReadAsync(string? cursor, CancellationToken token) => grains.GetGrain<IStatementGrain>("0")
            .ReadAsync(new StatementQuery(accountId, period.From, period.To, StatementQuery.MaxLimit, cursor), token);
    }

    /// <summary>All pages in order.</summary>
    /// <exception cref="InvalidOperationException">A later page was refused. What is sent by then is cut off, so that nobody takes it for the whole.</exception>
    public async IAsyncEnumerable<Statement> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var page = First;
        while (true)
        {
            yield return page;
            if (page.Entries.NextCursor is not { } cursor)
                yield break;

            var read = await next(cursor, cancellationToken);
            page = read.Value ?? throw new InvalidOperationException($"The page of the statement at {cursor} was refused: {read.Error?.Code}.");
        }
    }
}
