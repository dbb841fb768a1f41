using Dapper;
using Npgsql;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Privacy;

namespace Nusaloka.Grains.Matching;

/// <summary>Has the wishes of who is gone forgotten, and whose the interests were.</summary>
internal sealed class MatchingEraser(NpgsqlDataSource dataSource, IGrainFactory grains) : IPersonalDataEraser
{
    private const int AtOnce = 50;

    public async Task EraseAsync(AccountClosed closed, CancellationToken cancellationToken)
    {
        await grains.GetGrain<IErasableWishGrain>(closed.AccountId).EraseAsync(cancellationToken);
        while (await InterestsAsync(closed.AccountId, cancellationToken) is { Length: > 0 } interests)
        {
            foreach (var id in interests)
                await grains.GetGrain<IErasableInterestGrain>(id).ForgetAsync(closed.AccountId, cancellationToken);
        }
    }

    private async Task<string[]> InterestsAsync(string travellerId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(
            "select id from interest where traveller_id = @travellerId limit @AtOnce", new { travellerId, AtOnce }, cancellationToken: cancellationToken))];
    }
}
