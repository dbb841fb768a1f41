using FsCheck;
using FsCheck.Fluent;
using Nusaloka.Grains.Departures;
using Nusaloka.Persistence.Storage;

namespace Nusaloka.Grains.Tests.Departures;

public sealed class SeatMapTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static Gen<KeyValuePair<Guid, Seat>> Seats { get; } =
        from booking in ArbMap.Default.GeneratorFor<Guid>()
        from count in Gen.Choose(1, 1_000)
        from minutes in Gen.Frequency((1, Gen.Constant(0)), (2, Gen.Choose(1, 100_000)))
        select new KeyValuePair<Guid, Seat>(booking, new Seat(count, minutes == 0 ? null : Start.AddMinutes(minutes).AddMicroseconds(minutes)));

    [Fact]
    public void Stored_AnyMap_IsReadAsItWas() => Prop.ForAll(
        Gen.ArrayOf(Seats).ToArbitrary(),
        static seats =>
        {
            var map = SeatMap.Of(seats.DistinctBy(static pair => pair.Key));

            var read = StateJson.Deserialize<SeatMap>(StateJson.Serialize(map));

            Assert.NotNull(read);
            Assert.Equal(map.All.OrderBy(static pair => pair.Key), read.All.OrderBy(static pair => pair.Key));
            Assert.Equal((map.Held, map.Sold, map.NextOver), (read.Held, read.Sold, read.NextOver));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Stored_AThousandSoldSeats_AreLessThan25Kilobytes()
    {
        var map = SeatMap.Of(Enumerable.Range(0, 1_000).Select(static i => new KeyValuePair<Guid, Seat>(Guid.Parse(Departing.Number(i)), new Seat(1, null))));

        Assert.InRange(StateJson.Serialize(map).Length, 18_000, 25_000);
    }

    [Fact]
    public void Released_TheLast256_AreRememberedAlsoWhenStored()
    {
        var released = ReleasedBookings.None;
        for (var i = 0; i < 257; i++)
            released = released.With(Guid.Parse(Departing.Number(i)));

        var read = StateJson.Deserialize<ReleasedBookings>(StateJson.Serialize(released)) ?? ReleasedBookings.None;

        Assert.False(read.Contains(Guid.Parse(Departing.Number(0))));
        Assert.All(Enumerable.Range(1, 256), i => Assert.True(read.Contains(Guid.Parse(Departing.Number(i)))));
        Assert.Same(released, released.With(Guid.Parse(Departing.Number(5))));
    }
}
