using Dapper;
using Npgsql;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Privacy;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Trips;

/// <summary>
/// Takes the trips of who is gone off the market. What is written of them stays for who has booked them; nothing in it is about the person.
/// </summary>
internal sealed class TripEraser(NpgsqlDataSource dataSource, IGrainFactory grains) : IPersonalDataEraser
{
    private const int AtOnce = 50;
    private const short Published = (short)TripStatus.Published;

    public async Task EraseAsync(AccountClosed closed, CancellationToken cancellationToken)
    {
        var command = new TripCommand(new TripActor(closed.AccountId, IsStaff: false, IsAdmin: false), null);
        while (await PublishedAsync(closed.AccountId, cancellationToken) is { Length: > 0 } trips)
        {
            foreach (var id in trips)
            {
                var archived = await grains.GetGrain<ITripGrain>(id).ArchiveAsync(command, cancellationToken);
                if (!archived.IsSuccess && archived.Error.Code != TripErrors.Deleted.Code)
                    throw new InvalidOperationException($"Trip {id} of the closed account {closed.AccountId} was not archived: {archived.Error.Code}.");
            }
        }
    }

    private async Task<string[]> PublishedAsync(string guideId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(
            "select id from trip where guide_id = @guideId and status = @Published limit @AtOnce",
            new { guideId, Published, AtOnce }, cancellationToken: cancellationToken))];
    }
}
