using Dapper;
using Npgsql;
using Nusaloka.Grains.State;
using Nusaloka.Matching;
using Nusaloka.Persistence.Storage;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Matching;

/// <summary>Finds what fits wishes from the read models.</summary>
[StatelessWorker]
internal sealed class MatchQueryGrain(MatchCandidates candidates, NpgsqlDataSource dataSource, TimeProvider time) : Grain, IMatchQueryGrain
{
    public async Task<TripMatches> FindTripsAsync(Wish wish, CancellationToken cancellationToken)
    {
        var found = await candidates.OfTripsAsync(wish, time.GetUtcNow(), cancellationToken);
        return new TripMatches([.. MatchOrder.OfTrips(found.Select(static one => one.Match)).Take(MatchLimits.MaxMatches)]);
    }

    public async Task<GuideMatches> FindGuidesAsync(Wish wish, CancellationToken cancellationToken)
    {
        var found = await candidates.OfGuidesAsync(wish, time.GetUtcNow(), cancellationToken);
        return new GuideMatches([.. MatchOrder.OfGuides(found).Take(MatchLimits.MaxMatches)]);
    }

    public async Task<Result<CompanionMatches>> FindCompanionsAsync(Wish wish, CancellationToken cancellationToken)
    {
        if (!wish.Details.IsOpenToCompanions)
            return MatchErrors.CompanionsClosed;
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return new CompanionMatches([.. await candidates.OfCompanionsAsync(wish, today, cancellationToken)]);
    }

    public Task<Result<Page<Interest>>> ListInterestsOfTravellerAsync(string accountId, PageRequest page, CancellationToken cancellationToken) =>
        ListAsync(
            """
            select convert_to(interest::text, 'UTF8') from interest
            where traveller_id = @key and (@At::timestamptz is null or (updated_at, id) < (@At::timestamptz, @Id::text))
            order by updated_at desc, id desc
            limit @Limit
            """,
            accountId, page, static interest => interest, cancellationToken);

    public Task<Result<Page<Interest>>> ListInterestsOfTripAsync(string tripId, PageRequest page, CancellationToken cancellationToken) =>
        ListAsync(
            """
            select convert_to(interest::text, 'UTF8') from interest
            where trip_id = @key and status in (0, 1) and (@At::timestamptz is null or (updated_at, id) < (@At::timestamptz, @Id::text))
            order by updated_at desc, id desc
            limit @Limit
            """,
            tripId, page, InterestRules.ForGuide, cancellationToken);

    private async Task<Result<Page<Interest>>> ListAsync(
        string sql, string key, PageRequest page, Func<Interest, Interest> view, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(page.Cursor, out var after))
            return PageErrors.CursorInvalid;

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<byte[]>(new CommandDefinition(
            sql, new { key, At = after?.At.UtcDateTime, after?.Id, Limit = page.Limit + 1 }, cancellationToken: cancellationToken));
        return rows.Select(row => view(StateJson.Deserialize<Interest>(row) ?? throw new InvalidOperationException("A row of the table interest holds none.")))
            .ToPage(page, static last => new Cursor(last.UpdatedAt, last.Id));
    }
}
