using Nusaloka.Grains.Search.Places;
using Nusaloka.Search;

namespace Nusaloka.Grains.Tests.Search;

public sealed class PlaceFileTests
{
    [Fact]
    public void Read_TownAndIsland_TakesNamesOfProvincesAndTheirZones()
    {
        var content = Read(
            "town,Gili Air,,NB,-8.35783,116.08240,Asia/Makassar,1800",
            "island,\"Pulau Satu, Dua\",Kabupaten Fakfak,Papua Barat,-2.90000,132.20000,,");

        Assert.Empty(content.Faults);
        var (town, island) = (content.Places[0], content.Places[1]);
        Assert.Equal(("Gili Air", PlaceKind.Town, "Nusa Tenggara Barat", "Asia/Makassar", 1_800), (town.Name, town.Kind, town.Province, town.TimeZone, town.Population));
        Assert.Equal(new GeoPoint(-8.35783, 116.0824), town.Location);
        Assert.Equal(("Pulau Satu, Dua", "Kabupaten Fakfak", "Asia/Jayapura", null), (island.Name, island.Regency, island.TimeZone, island.Population));
    }

    [Fact]
    public void Read_Again_MakesTheSameIds()
    {
        var row = "island,Gili Meno,Kabupaten Lombok Utara,Nusa Tenggara Barat,-8.35050,116.05700,,";

        Assert.Equal(Read(row).Places[0].Id, Read(row.Replace(",,", ",Asia/Makassar,77", StringComparison.Ordinal)).Places[0].Id);
        Assert.NotEqual(Read(row).Places[0].Id, Read(row.Replace("-8.35050", "-8.35051", StringComparison.Ordinal)).Places[0].Id);
    }

    [Theory]
    [InlineData("village,A,,,-8,116,,", "kind")]
    [InlineData("town,,,,-8,116,,", "name")]
    [InlineData("town,A,,,-98,116,,", "latitude")]
    [InlineData("town,A,,,-8,NaN,,", "longitude")]
    [InlineData("town,A,,,-8,116,Asia/Bali,", "time zone")]
    [InlineData("town,A,,,-8,116,,-1", "population")]
    [InlineData("town,A,,,-8,116,", "columns")]
    [InlineData("town,\"A,,,-8,116,,", "columns")]
    [InlineData("town,Good,,,-8,116,,", "repeats line 2")]
    public void Read_WrongLine_IsNamedAndNothingIsTaken(string line, string what)
    {
        var content = Read("town,Good,,,-8,116,,", line, "town,Better,,,-8,116,,");

        var fault = Assert.Single(content.Faults);
        Assert.Equal(3, fault.Line);
        Assert.Contains(what, fault.What, StringComparison.Ordinal);
        Assert.Empty(content.Places);
    }

    [Fact]
    public void Read_OtherHeader_IsWrong() =>
        Assert.Equal(1, Assert.Single(PlaceFile.Read(new StringReader("name,lat,lon\nUbud,-8.5,115.2\n")).Faults).Line);

    [Fact]
    public void Sample_Itself_HasTheBestKnownDestinationsWithTheirZones()
    {
        var sample = PlaceSample.Read();

        Assert.True(sample.Length >= 60);
        Assert.All(sample, static place => Assert.True(
            place.TimeZone is not null && place.Location is { Latitude: > -11.1 and < 6.2, Longitude: > 94.9 and < 141.1 }, place.Name));
    }

    private static PlaceFileContent Read(params string[] rows) =>
        PlaceFile.Read(new StringReader(PlaceFile.Header + "\n" + string.Join('\n', rows) + "\n"));
}
