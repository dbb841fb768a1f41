using Dapper;
using Npgsql;
using Nusaloka.Departures;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Privacy;

namespace Nusaloka.Grains.Departures;

/// <summary>Takes a person whose account was closed from all waiting lists.</summary>
internal sealed class DepartureEraser(NpgsqlDataSource dataSource, IGrainFactory grains) : IPersonalDataEraser
{
    public async Task EraseAsync(AccountClosed closed, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var departures = await connection.QueryAsync<string>(new CommandDefinition(
            "select departure_id from departure_waiting where account_id = @AccountId", new { closed.AccountId }, cancellationToken: cancellationToken));
        foreach (var departure in departures)
            await grains.GetGrain<IDepartureGrain>(departure).LeaveWaitingAsync(closed.AccountId, cancellationToken);
    }
}
