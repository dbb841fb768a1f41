using System.Collections.Immutable;
using Nusaloka.Grains.Search.Places;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Search;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Search;

public sealed class PlaceSearchGrainTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private static readonly GeoPoint GiliTrawangan = new(-8.350886, 116.036389);

    private IPlaceSearchGrain Places => cluster.Grain<IPlaceSearchGrain>("0");

    [Fact]
    public async Task Load_AllPlaces_FindsThemByNameAndByKnownDistance()
    {
        // What the register of islands says of the Gilis, and a town; distances on the ellipsoid WGS84.
        var places = Read("""
            island,Gili Trawangan,Kabupaten Lombok Utara,Nusa Tenggara Barat,-8.35089,116.03639,,
            island,Gili Meno,Kabupaten Lombok Utara,Nusa Tenggara Barat,-8.35052,116.05695,,
            town,Labuan Bajo,,NT,-8.49640,119.88770,Asia/Makassar,
            """);
        await LoadAsync(places, "three places");

        await Eventually.EqualAsync("the three places", "Gili Meno", async () => (await Places.FindAsync(new PlaceQuery("gilimeno", null, 1, 5))).FirstOrDefault()?.Place.Name);
        var near = await Places.FindAsync(new PlaceQuery(null, GiliTrawangan, 10_000, 10));
        Assert.Equal(["Gili Trawangan", "Gili Meno"], near.Select(static found => found.Place.Name));
        Assert.InRange(near[0].DistanceMeters ?? -1, 0, 1);
        Assert.InRange(near[1].DistanceMeters ?? -1, 2_262, 2_266);
        var far = Assert.Single(await Places.FindAsync(new PlaceQuery("labuan bjo", GiliTrawangan, 1_000_000, 5)));
        Assert.InRange(far.DistanceMeters ?? -1, 424_000, 425_500);
        Assert.Empty(await Places.FindAsync(new PlaceQuery("labuan bajo", GiliTrawangan, 100_000, 5)));
        var known = await Places.GetAsync(far.Place.Id);
        Assert.Equal(far.Place, known.Value);
        Assert.Equal(SearchErrors.PlaceNotFound, (await Places.GetAsync(Guid.Empty)).Error);
    }

    [Fact]
    public async Task Load_Again_ChangesNothingAndAnotherFileReplaces()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        var store = new PlaceStore(database.DataSource, TimeProvider.System);
        var (one, two) = (Read("town,Ubud,,BA,-8.5,115.26,,"), Read("town,Ubud,,BA,-8.5,115.26,,74800\ntown,Kuta,,BA,-8.7,115.17,,"));

        Assert.True(await store.LoadAsync(one, "one", onlyIfEmpty: true, default));
        Assert.False(await store.LoadAsync(one, "one", onlyIfEmpty: false, default));
        Assert.False(await store.LoadAsync(two, "two", onlyIfEmpty: true, default));
        Assert.True(await store.LoadAsync(two, "two", onlyIfEmpty: false, default));

        var (version, places) = await store.ReadAllAsync(default);
        Assert.Equal(2, version);
        Assert.Equal(two.OrderBy(static place => place.Name), places.OrderBy(static place => place.Name));
    }

    [Fact]
    public async Task ListNear_Sample_IsAsTheEllipsoidSays()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        var store = new PlaceStore(database.DataSource, TimeProvider.System);
        await store.LoadAsync(PlaceSample.Read(), PlaceSample.Source, onlyIfEmpty: false, default);

        var near = await store.ListNearAsync(GiliTrawangan, 10_000, 10, default);

        // By Vincenty's formula on WGS84.
        Assert.Equal(
            [("Gili Trawangan", 0), ("Gili Meno", 2_271), ("Gili Air", 5_080)],
            near.Select(static found => (found.Place.Name, (int)Math.Round(found.DistanceMeters ?? -1))));
    }

    [Fact]
    public async Task ListNear_AllPlaces_AreTheNearestByTheIndex()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        var store = new PlaceStore(database.DataSource, TimeProvider.System);
        await store.LoadAsync([.. PlaceData.Load()], "all", onlyIfEmpty: false, default);

        var near = await store.ListNearAsync(GiliTrawangan, SearchLimits.MaxRadiusMeters, 10, default);

        var measured = await database.ColumnAsync<double>(
            "select st_distance(geog, st_setsrid(st_makepoint(116.036389, -8.350886), 4326)::geography) from place order by 1 limit 10");
        Assert.Equal(measured, near.Select(static found => found.DistanceMeters ?? -1));
        var plan = string.Join('\n', await database.ColumnAsync<string>(
            "explain select id from place order by geog <-> st_setsrid(st_makepoint(116, -8), 4326)::geography limit 10"));
        Assert.Contains("place_geog", plan, StringComparison.Ordinal);
        if (PlaceData.File is null)
            return;
        Assert.Equal(5, (await store.ListNearAsync(GiliTrawangan, 10_000, 100, default)).Length);
        Assert.Equal([2_264, 5_010, 5_126], near[1..4].Select(static found => (int)Math.Round(found.DistanceMeters ?? -1)));
    }

    private static ImmutableArray<Place> Read(string rows)
    {
        var content = PlaceFile.Read(new StringReader(PlaceFile.Header + "\n" + rows));
        Assert.Empty(content.Faults);
        return content.Places;
    }

    private async Task LoadAsync(ImmutableArray<Place> places, string source) =>
        Assert.True(await new PlaceStore(cluster.Database.DataSource, TimeProvider.System).LoadAsync(places, source, onlyIfEmpty: false, default));
}
