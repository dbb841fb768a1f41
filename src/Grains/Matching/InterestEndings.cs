using Dapper;
using Npgsql;
using Nusaloka.Grains.Departures;
using Nusaloka.Grains.Trips;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Matching;

/// <summary>Ends the interests in what does not take place: traveller and guide see no more of each other for it.</summary>
internal sealed class InterestEndings(NpgsqlDataSource dataSource, IGrainFactory grains) : IEventHandler<TripArchived>, IEventHandler<DepartureCancelled>
{
    private const int AtOnce = 50;
    private const short Published = (short)TripStatus.Published;

    public Task HandleAsync(TripArchived payload, EventContext context, CancellationToken cancellationToken) =>
        EndAsync(payload.TripId, departureId: null, cancellationToken);

    public Task HandleAsync(DepartureCancelled payload, EventContext context, CancellationToken cancellationToken) =>
        EndAsync(payload.TripId, payload.DepartureId, cancellationToken);

    private async Task EndAsync(string tripId, string? departureId, CancellationToken cancellationToken)
    {
        while (await OpenAsync(tripId, departureId, cancellationToken) is { Length: > 0 } interests)
        {
            foreach (var id in interests)
                await grains.GetGrain<IErasableInterestGrain>(id).EndAsync(cancellationToken);
        }
    }

    // A trip that is on the market again may have new ones. The read model knows, for it is as new as the event; the grain may still answer what was before its write.
    private async Task<string[]> OpenAsync(string tripId, string? departureId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(
            """
            select id from interest
            where trip_id = @tripId and status in (0, 1) and case when @departureId::text is null
                then not exists (select from trip where id = @tripId and status = @Published)
                else interest ->> 'departure_id' = @departureId::text end
            limit @AtOnce
            """,
            new { tripId, departureId, Published, AtOnce }, cancellationToken: cancellationToken))];
    }
}
