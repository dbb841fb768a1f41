using Nusaloka.Grains.Departures;

namespace Nusaloka.Grains.Tests.Departures;

public sealed class LocalTimeTests
{
    [Theory]
    [InlineData("Asia/Jakarta", "2030-02-09T17:00")]
    [InlineData("Asia/Makassar", "2030-02-09T16:00")]
    [InlineData("Asia/Jayapura", "2030-02-09T15:00")]
    [InlineData("UTC", "2030-02-10T00:00")]
    [InlineData("America/New_York", "2030-02-10T05:00")]
    public void ToInstant_Midnight_IsThatOfTheZone(string name, string expected) =>
        Assert.Equal(At(expected), LocalTime.ToInstant(new DateTime(2030, 2, 10), Zone(name)));

    [Theory]
    // On 31 March 2030 the clocks of Berlin jump from 02:00 to 03:00; on 27 October they show 02:00 to 03:00 twice.
    [InlineData("2030-03-31T01:59", "2030-03-31T00:59")]
    [InlineData("2030-03-31T02:30", "2030-03-31T01:30")]
    [InlineData("2030-03-31T03:00", "2030-03-31T01:00")]
    [InlineData("2030-10-27T02:30", "2030-10-27T00:30")]
    [InlineData("2030-10-27T03:00", "2030-10-27T02:00")]
    public void ToInstant_WhereClocksAreChanged_IsAfterTheGapAndTheFirstOfTwo(string local, string expected) =>
        Assert.Equal(At(expected), LocalTime.ToInstant(At(local).DateTime, Zone("Europe/Berlin")));

    [Fact]
    public void FindZone_OfAnUnknownName_IsNull() => Assert.Null(LocalTime.FindZone("Asia/Atlantis"));

    private static TimeZoneInfo Zone(string name) => LocalTime.FindZone(name) ?? throw new InvalidOperationException($"No zone {name}.");

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text + ":00Z", System.Globalization.CultureInfo.InvariantCulture);
}
