using Nusaloka.Accounts;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Testing;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Tests.Trips;

public sealed class TripGrainTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task Trip_BegunChangedAndPublished_IsInStateReadModelAndHistory()
    {
        var guide = await cluster.NewGuideAsync();
        var trip = cluster.Grain<ITripGrain>(GrainCluster.NewId());

        var begun = (await trip.CreateAsync(new CreateTrip(guide, new TripDetails { Title = "Gili" }))).Value!;
        var changed = (await trip.ChangeAsync(new ChangeTrip(TripsToTry.By(guide), TripsToTry.Complete, begun.Version))).Value!;
        var published = (await trip.PublishAsync(new TripCommand(TripsToTry.By(guide), changed.Version))).Value!;

        Assert.Equal((TripStatus.Draft, TripStatus.Published, 3L), (begun.Status, published.Status, published.Version));
        Assert.Equal(TripErrors.VersionMismatch.Code, (await trip.ArchiveAsync(new TripCommand(TripsToTry.By(guide), 1))).Error?.Code);
        Assert.Equal(
            "1 1000000 1 en,id beach,snorkeling -8.350886 116.036389 Asia/Makassar",
            await cluster.Database.ScalarAsync<string>(
                """
                select concat_ws(' ', status, price, days, array_to_string(languages, ','), array_to_string(tags, ','), lat, lon, time_zone)
                from trip where id = $1
                """, published.Id));
        var history = (await Queries.ListRevisionsAsync(published.Id, new PageRequest(2, null))).Value!;
        var older = (await Queries.ListRevisionsAsync(published.Id, new PageRequest(2, history.NextCursor))).Value!;
        Assert.Equal([TripRevisionKind.Published, TripRevisionKind.Changed], history.Items.Select(static one => one.Kind));
        Assert.Equal([TripRevisionKind.Created], older.Items.Select(static one => one.Kind));
        Assert.Equal("Lombok", history.Items[1].Written.Region);
        Assert.Null(older.NextCursor);
    }

    [Fact]
    public async Task Create_TenTimesAtOnce_MakesOneTripWithOneRevision()
    {
        var guide = await cluster.NewPersonAsync();
        var id = GrainCluster.NewId();

        var begun = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ =>
            cluster.Grain<ITripGrain>(id).CreateAsync(new CreateTrip(guide, TripsToTry.Complete))));

        Assert.All(begun, static one => Assert.Equal(1, one.Value?.Version));
        Assert.Equal(1, await cluster.Database.ScalarAsync<long>("select count(*) from trip_revision where trip_id = $1", id));
    }

    [Fact]
    public async Task Create_ByNobody_IsRefusedAndStoresNothing()
    {
        var id = GrainCluster.NewId();

        var refused = await cluster.Grain<ITripGrain>(id).CreateAsync(new CreateTrip(GrainCluster.NewId(), TripsToTry.Complete));

        Assert.Equal(AccountErrors.NotFound.Code, refused.Error?.Code);
        Assert.Equal(TripErrors.NotFound.Code, (await cluster.Grain<ITripGrain>(id).GetAsync()).Error?.Code);
        Assert.Equal(0, await cluster.Database.ScalarAsync<long>("select count(*) from grain_state where kind = 'trip' and id = $1", id));
    }

    [Fact]
    public async Task Publish_ByAGuideWhomNobodyKnows_IsRefused()
    {
        var guide = await cluster.NewPersonAsync();
        var trip = cluster.Grain<ITripGrain>(GrainCluster.NewId());
        await trip.CreateAsync(new CreateTrip(guide, TripsToTry.Complete));

        Assert.Equal(TripErrors.GuideNotVerified.Code, (await trip.PublishAsync(new TripCommand(TripsToTry.By(guide), null))).Error?.Code);
    }

    [Fact]
    public async Task Change_TenAtOnceFromOneVersion_OneWins()
    {
        var trip = await cluster.NewTripAsync();
        var grain = cluster.Grain<ITripGrain>(trip.Id);

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            grain.ChangeAsync(new ChangeTrip(TripsToTry.By(trip.GuideId), TripsToTry.Complete with { Title = $"Gili {i}" }, trip.Version))));

        Assert.Single(results, static result => result.IsSuccess);
        Assert.All(results.Where(static result => !result.IsSuccess), static result => Assert.Equal(TripErrors.VersionMismatch.Code, result.Error?.Code));
        Assert.Equal(3, await cluster.Database.ScalarAsync<long>("select count(*) from trip_revision where trip_id = $1", trip.Id));
    }

    [Fact]
    public async Task History_IsKeptWhateverSomebodyTries()
    {
        var trip = await cluster.NewTripAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => cluster.Database.ExecuteAsync("update trip_revision set actor_id = 'x' where trip_id = $1", trip.Id));
        await Assert.ThrowsAnyAsync<Exception>(() => cluster.Database.ExecuteAsync("delete from trip_revision where trip_id = $1", trip.Id));
        await Assert.ThrowsAnyAsync<Exception>(() => cluster.Database.ExecuteAsync("truncate trip_revision"));

        Assert.Equal(2, await cluster.Database.ScalarAsync<long>("select count(*) from trip_revision where trip_id = $1", trip.Id));
    }

    [Fact]
    public async Task OwnTrips_AllPages_AreAllButTheDeletedTheLastChangedFirst()
    {
        var guide = await cluster.NewPersonAsync();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(GrainCluster.NewId());
            await cluster.Grain<ITripGrain>(ids[i]).CreateAsync(new CreateTrip(guide, new TripDetails { Title = $"Gili {i}" }));
        }

        await cluster.Grain<ITripGrain>(ids[0]).ChangeAsync(new ChangeTrip(TripsToTry.By(guide), TripsToTry.Complete, null));
        await cluster.Grain<ITripGrain>(ids[2]).DeleteAsync(new TripCommand(TripsToTry.By(guide), null));

        var (listed, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = (await Queries.ListOfGuideAsync(guide, new PageRequest(2, cursor))).Value!;
            listed.AddRange(page.Items.Select(static one => one.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal([ids[0], ids[4], ids[3], ids[1]], listed);
        Assert.Equal(PageErrors.CursorInvalid.Code, (await Queries.ListOfGuideAsync(guide, new PageRequest(2, "?"))).Error?.Code);
        Assert.Equal(PageErrors.CursorInvalid.Code, (await Queries.ListRevisionsAsync(ids[0], new PageRequest(2, "-1"))).Error?.Code);
    }

    [Fact]
    public async Task ClosedAccount_OfAGuide_TakesTheTripsOffTheMarket()
    {
        var trip = await cluster.NewTripAsync();

        Assert.True((await cluster.Account(trip.GuideId).CloseAsync()).IsSuccess);

        await Eventually.EqualAsync("archived", (TripStatus?)TripStatus.Archived, async () => (await cluster.Grain<ITripGrain>(trip.Id).GetAsync()).Value?.Status);
    }

    private ITripQueryGrain Queries => cluster.Grain<ITripQueryGrain>("0");
}
