using Dapper;
using Npgsql;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Trips;

/// <summary>Takes all trips of a guide off the market.</summary>
internal sealed class GuideTrips(NpgsqlDataSource dataSource, IGrainFactory grains)
{
    private const int AtOnce = 50;
    private const short Published = (short)TripStatus.Published;

    /// <summary>Archives what is published; a repeat finds nothing more to do.</summary>
    /// <param name="guideId">Whose.</param>
    /// <param name="actorId">Who has it done, for the history.</param>
    /// <param name="cancellationToken">Ends it between two trips.</param>
    public async Task ArchiveAsync(string guideId, string actorId, CancellationToken cancellationToken)
    {
        var command = new TripCommand(new TripActor(actorId, IsStaff: true, IsAdmin: true), null);
        while (await PublishedAsync(guideId, cancellationToken) is { Length: > 0 } trips)
        {
            foreach (var id in trips)
            {
                var archived = await grains.GetGrain<ITripGrain>(id).ArchiveAsync(command, cancellationToken);
                if (!archived.IsSuccess && archived.Error.Code != TripErrors.Deleted.Code)
                    throw new InvalidOperationException($"Trip {id} of the guide {guideId} was not archived: {archived.Error.Code}.");
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
