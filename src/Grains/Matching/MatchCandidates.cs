using Dapper;
using Npgsql;
using Nusaloka.Matching;
using Nusaloka.Persistence.Storage;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Matching;

/// <summary>
/// Reads what may score 80 points and more for a wish. SQL computes the same parts as <see cref="MatchRules"/>, but for the price, of which it
/// takes the lowest that the trip has: so its score is never below the real one, and what it leaves out is no match. Days travel as numbers (<see cref="DateOnly.DayNumber"/>).
/// </summary>
internal sealed class MatchCandidates(NpgsqlDataSource dataSource)
{
    // What can be booked, scored.
    private const string Scored = """
        with fitting as (
            select d.id, d.starts_on - date '0001-01-01' as starts_on, d.ends_on - date '0001-01-01' as ends_on,
                d.own_price, d.free, d.sold, d.min_people, t.id as trip_id, t.guide_id, t.title, t.region, t.region_key, t.pricing,
                t.difficulty, t.languages, t.tags, coalesce(d.own_price, t.lowest_price) as lowest
            from departure d join trip t on t.id = d.trip_id
            where d.has_seats and d.free >= @GroupSize and d.cut_off_at > @Now
                and d.starts_on <= date '0001-01-01' + @To and d.ends_on >= date '0001-01-01' + @From
                and t.status = 1 and t.max_people >= @GroupSize and t.guide_id <> @AccountId),
        scored as (
            select fitting.*,
                25 * (10000 * (least(ends_on, @To) - greatest(starts_on, @From) + 1) / (ends_on - starts_on + 1))
                + 20 * case when lowest <= @Budget then 10000 else 10000 * greatest(0, 3 * @Budget - 2 * lowest) / @Budget end
                + 20 * case when cardinality(@Regions) = 0 or region_key = any (@Regions) then 10000 else 0 end
                + 15 * case when cardinality(@Interests) = 0 then 10000
                    else 10000 * (select count(*) from unnest(tags) tag where tag = any (@Interests)) / cardinality(@Interests) end
                + 5 * case when @Pace::smallint is null then 10000 else 10000 - 5000 * abs(difficulty - @Pace::smallint) end
                + 5 * case when cardinality(@Languages) = 0 or languages && @Languages then 10000 else 0 end
                + 10 * (10000 * least(sold + @GroupSize, min_people) / min_people) as bound
            from fitting)
        """;

    // The most promising, each with its guide. Who guides has the stars of deleted trips too: nobody gets a better name by deleting.
    private const string Chosen = """
        , page as materialized (
            select * from offered order by bound desc, starts_on, id limit @MaxCandidates),
        rated as (
            select t.guide_id, sum(r.rating_sum) as stars, sum(r.rating_count) as reviews
            from trip t join trip_rating r on r.trip_id = t.id
            where t.guide_id in (select guide_id from page) and r.rating_count > 0
            group by t.guide_id)
        select page.id, page.starts_on as StartsOn, page.ends_on as EndsOn, own_price as OwnPrice, free, sold, min_people as MinPeople, trip_id as TripId,
            title, region, region_key as RegionKey, convert_to(pricing::text, 'UTF8') as Pricing, difficulty, languages, tags, bound::int,
            page.guide_id as GuideId, coalesce(a.full_name, '') as GuideName, coalesce(rated.stars, 0)::bigint as Stars, coalesce(rated.reviews, 0)::int as Reviews
        from page left join account a on a.id = page.guide_id left join rated on rated.guide_id = page.guide_id
        order by bound desc, page.starts_on, page.id
        """;

    private const string OfAll = $"{Scored}, offered as (select * from scored where bound >= @Offered) {Chosen}";

    private const string OfEachGuide = $"""
        {Scored}, ranked as (
            select scored.*, row_number() over (partition by guide_id order by bound desc, starts_on, id) as rank from scored where bound >= @Offered),
        offered as (select * from ranked where rank <= @MaxCandidatesOfGuide) {Chosen}
        """;

    /// <summary>Departures that can be booked, the most promising first.</summary>
    public async Task<IReadOnlyList<(TripMatch Match, int Bound)>> OfTripsAsync(Wish wish, DateTimeOffset now, CancellationToken cancellationToken) =>
        [.. (await ReadAsync(OfAll, wish, now, cancellationToken)).Select(row => (row.ToMatch(wish.Details), row.Bound))];

    /// <summary>The same, of each guide the most promising alone.</summary>
    public async Task<IReadOnlyList<TripMatch>> OfGuidesAsync(Wish wish, DateTimeOffset now, CancellationToken cancellationToken) =>
        [.. (await ReadAsync(OfEachGuide, wish, now, cancellationToken)).Select(row => row.ToMatch(wish.Details))];

    /// <summary>Wishes of others that are open to companions and not over, the most promising first, each with its score.</summary>
    public async Task<IReadOnlyList<CompanionMatch>> OfCompanionsAsync(Wish wish, DateOnly today, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<WishRow>(new CommandDefinition(
            """
            with fitting as (
                select id, account_id, from_on - date '0001-01-01' as from_on, to_on - date '0001-01-01' as to_on, budget, regions, interests, pace,
                    languages, group_size
                from wish
                where is_open and account_id <> @AccountId and from_on <= date '0001-01-01' + @To
                    and to_on >= date '0001-01-01' + greatest(@From, @Today)),
            scored as (
                select fitting.*,
                    25 * (10000 * (least(to_on, @To) - greatest(from_on, @From) + 1) / least(to_on - from_on + 1, @To - @From + 1))
                    + 20 * greatest(0, 10000 - 5000 * abs(width_bucket(budget, @Bands) - width_bucket(@Budget, @Bands)))
                    + 20 * case when cardinality(@Regions) = 0 or cardinality(regions) = 0 then 10000
                        else 10000 * (select count(*) from unnest(regions) one where one = any (@Regions)) / least(cardinality(regions), cardinality(@Regions)) end
                    + 15 * case when cardinality(@Interests) = 0 or cardinality(interests) = 0 then 10000
                        else 10000 * (select count(*) from unnest(interests) one where one = any (@Interests)) / least(cardinality(interests), cardinality(@Interests)) end
                    + 5 * case when @Pace::smallint is null or pace is null then 10000 else 10000 - 5000 * abs(pace - @Pace::smallint) end
                    + 5 * case when cardinality(@Languages) = 0 or cardinality(languages) = 0 or languages && @Languages then 10000 else 0 end
                    + 10 * (10000 * least(group_size, @GroupSize) / greatest(group_size, @GroupSize)) as score
                from fitting)
            select id, account_id as AccountId, from_on as FromOn, to_on as ToOn, budget, regions, interests, pace, languages, group_size as GroupSize
            from scored
            where score >= @Offered
            order by score desc, from_on, id
            limit @MaxMatches
            """,
            new
            {
                wish.AccountId, From = wish.Details.From.DayNumber, To = wish.Details.To.DayNumber, Today = today.DayNumber, Budget = wish.Details.Budget.Units, Bands = MatchRules.Bands(),
                Regions = wish.Details.Regions.ToArray(), Interests = wish.Details.Interests.ToArray(), Pace = (short?)wish.Details.Pace,
                Languages = wish.Details.Languages.ToArray(), wish.Details.GroupSize, MatchScore.Offered, MatchLimits.MaxMatches,
            },
            cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToMatch(wish.Details))];
    }

    private async Task<IEnumerable<TripRow>> ReadAsync(string sql, Wish wish, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.QueryAsync<TripRow>(new CommandDefinition(
            sql,
            new
            {
                wish.AccountId, From = wish.Details.From.DayNumber, To = wish.Details.To.DayNumber, Budget = wish.Details.Budget.Units,
                Regions = wish.Details.Regions.ToArray(), Interests = wish.Details.Interests.ToArray(), Pace = (short?)wish.Details.Pace,
                Languages = wish.Details.Languages.ToArray(), wish.Details.GroupSize, Now = now.UtcDateTime, MatchScore.Offered,
                MatchLimits.MaxCandidates, MatchLimits.MaxCandidatesOfGuide,
            },
            cancellationToken: cancellationToken));
    }

    private sealed record TripRow
    {
        public string Id { get; init; } = "";

        public int StartsOn { get; init; }

        public int EndsOn { get; init; }

        public long? OwnPrice { get; init; }

        public int Free { get; init; }

        public int Sold { get; init; }

        public int MinPeople { get; init; }

        public string TripId { get; init; } = "";

        public string Title { get; init; } = "";

        public string Region { get; init; } = "";

        public string RegionKey { get; init; } = "";

        public byte[] Pricing { get; init; } = [];

        public short Difficulty { get; init; }

        public string[] Languages { get; init; } = [];

        public string[] Tags { get; init; } = [];

        public int Bound { get; init; }

        public string GuideId { get; init; } = "";

        public string GuideName { get; init; } = "";

        public long Stars { get; init; }

        public int Reviews { get; init; }

        public TripMatch ToMatch(WishDetails wish)
        {
            var pricing = StateJson.Deserialize<TripDetails>(Pricing) ?? throw new InvalidOperationException($"Trip {TripId} has no prices.");
            var (startsOn, endsOn) = (DateOnly.FromDayNumber(StartsOn), DateOnly.FromDayNumber(EndsOn));
            var price = TripPricing.PerPerson(pricing, startsOn, wish.GroupSize, OwnPrice is { } own ? Money.Rupiah(own) : null);
            var score = MatchRules.Score(wish, new MatchCandidate(
                startsOn, endsOn, price, RegionKey, [.. Tags], (TripDifficulty)Difficulty, [.. Languages], Sold, MinPeople));
            var guide = new MatchedGuide(GuideId, GuideName, Reviews == 0 ? null : Math.Round((double)Stars / Reviews, 2), Reviews);
            return new TripMatch(TripId, Id, Title, Region, startsOn, endsOn, price, Free, score, guide, [.. Languages]);
        }
    }

    private sealed record WishRow
    {
        public string Id { get; init; } = "";

        public string AccountId { get; init; } = "";

        public int FromOn { get; init; }

        public int ToOn { get; init; }

        public long Budget { get; init; }

        public string[] Regions { get; init; } = [];

        public string[] Interests { get; init; } = [];

        public short? Pace { get; init; }

        public string[] Languages { get; init; } = [];

        public short GroupSize { get; init; }

        public CompanionMatch ToMatch(WishDetails wish)
        {
            var theirs = new WishDetails
            {
                From = DateOnly.FromDayNumber(FromOn), To = DateOnly.FromDayNumber(ToOn), Budget = Money.Rupiah(Budget), Regions = [.. Regions], Interests = [.. Interests],
                Pace = (Pace?)Pace, Languages = [.. Languages], GroupSize = GroupSize,
            };
            return new CompanionMatch(
                AccountId, Id, theirs.From, theirs.To, theirs.Regions, theirs.Interests, theirs.Languages, GroupSize, MatchRules.Score(wish, theirs));
        }
    }
}
