using Dapper;
using Npgsql;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Privacy;

namespace Nusaloka.Grains.Reviews;

/// <summary>Has the reviews of who is gone forget who wrote them.</summary>
internal sealed class ReviewEraser(NpgsqlDataSource dataSource, IGrainFactory grains) : IPersonalDataEraser
{
    private const int AtOnce = 50;

    public async Task EraseAsync(AccountClosed closed, CancellationToken cancellationToken)
    {
        while (await WrittenByAsync(closed.AccountId, cancellationToken) is { Length: > 0 } reviews)
        {
            foreach (var id in reviews)
                await grains.GetGrain<IErasableReviewGrain>(id).ForgetAsync(closed.AccountId, cancellationToken);
        }
    }

    private async Task<string[]> WrittenByAsync(string authorId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(
            "select id from review where author_id = @authorId limit @AtOnce", new { authorId, AtOnce }, cancellationToken: cancellationToken))];
    }
}
