using Nusaloka.Departures;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Testing;
using Orleans.Storage;

namespace Nusaloka.Grains.Tests.Departures;

/// <summary>A departure with too few people is called off at its cut-off, however far that is and whoever comes and goes before. The clock is moved, so each has a cluster.</summary>
public sealed class CutOffAlarmTests
{
    private const int MinPeople = 3;

    [Fact]
    public async Task CutOff_FurtherThanRemindersReach_CallsOffWhatManyHaveLeftSince()
    {
        await using var own = new OwnCluster();
        var grains = await own.StartAsync();
        var (id, bookings) = await SellAsync(grains, seats: [2, 1]);
        var before = await VersionAsync(grains, id);
        grains.Time.Advance(TimeSpan.FromDays(41));
        await Eventually.TrueAsync("the alarm to be set again", async () => await VersionAsync(grains, id) > before);

        Assert.True((await grains.Departure(id).ReleaseAsync(bookings[0])).IsSuccess);
        grains.Time.Advance((await grains.Departure(id).GetAsync()).Value!.CutOffAt - grains.Time.GetUtcNow() + TimeSpan.FromMinutes(1));

        await Eventually.TrueAsync("the departure to be called off", async () => (await grains.Departure(id).GetAsync()).Value?.Status == DepartureStatus.Cancelled);
    }

    [Fact]
    public async Task CutOff_OfSeatsSoldBeforeThereWasAnAlarm_IsExpectedFromTheNextActivationOn()
    {
        await using var own = new OwnCluster();
        var grains = await own.StartAsync();
        var (id, _) = await SellAsync(grains, seats: [1]);
        await grains.Database.ExecuteAsync("delete from reminder where name = 'cut-off'");
        await grains.Database.ExecuteAsync("update grain_state set version = version + 1 where kind = 'departure' and id = $1", id);
        await Assert.ThrowsAsync<InconsistentStateException>(() => grains.Departure(id).HoldAsync(grains.Hold(1)));

        await Eventually.TrueAsync("the alarm of a new activation", async () =>
            (await grains.Departure(id).GetAsync()).IsSuccess && await VersionAsync(grains, id) > 0);
    }

    private static async Task<(string Id, List<string> Bookings)> SellAsync(GrainCluster grains, int[] seats)
    {
        var id = GrainCluster.NewId();
        var starts = DateOnly.FromDateTime(grains.Time.GetUtcNow().UtcDateTime).AddDays(90);
        var saved = await grains.Departure(id).SaveAsync(Departing.Terms(10, GrainCluster.NewId()) with
        {
            StartsOn = starts, MinPeople = MinPeople, CutOff = new LocalDateTime(starts.AddDays(-10), TimeOnly.MinValue),
        });
        Assert.True(saved.IsSuccess, saved.Error?.Detail);
        var bookings = new List<string>();
        foreach (var count in seats)
        {
            var hold = grains.Hold(count);
            Assert.True((await grains.Departure(id).HoldAsync(hold)).IsSuccess);
            Assert.True((await grains.Departure(id).ConfirmAsync(new ConfirmSeats(hold.BookingId, count))).IsSuccess);
            bookings.Add(hold.BookingId);
        }

        return (id, bookings);
    }

    /// <summary>New with each registration; 0 when there is none.</summary>
    private static Task<long> VersionAsync(GrainCluster grains, string id) => grains.Database.ScalarAsync<long>(
        "select coalesce(max(version), 0) from reminder where name = 'cut-off' and grain_id = 'departure/' || $1", id);
}
