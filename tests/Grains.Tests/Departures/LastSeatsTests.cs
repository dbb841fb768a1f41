using Nusaloka.Departures;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Departures;

/// <summary>The last seats, wanted by many, while the silo that has them dies.</summary>
public sealed class LastSeatsTests
{
    private const int Seats = 5;
    private const int Callers = 200;

    [Fact]
    public async Task Hold_ByManyWhileTheSiloDies_IsNeverMoreThanThereAre_AndAllAreSoldInTheEnd()
    {
        await using var own = new OwnCluster();
        var grains = await own.StartAsync();
        // Whichever silo has which: that none of so many is on the one that dies is one chance in 256.
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => grains.NewDepartureAsync(Seats)));
        var holds = ids.Select(id => (Id: id, Holds: Enumerable.Range(0, Callers).Select(_ => grains.Hold(1)).ToArray())).ToArray();

        var first = holds.SelectMany(departure => departure.Holds.Select(hold => UntilAnsweredAsync(grains, departure.Id, hold))).ToArray();
        await Task.WhenAny(first);
        await grains.Silos.KillSiloAsync(grains.Silos.Silos[1]);
        await Task.WhenAll(first);

        foreach (var (id, wanted) in holds)
        {
            var sold = await Task.WhenAll(wanted.Select(hold => ConfirmAsync(grains, id, hold)));
            var view = (await grains.Departure(id).GetAsync()).Value;

            Assert.Equal(Seats, sold.Count(static isSold => isSold));
            Assert.Equal((0, 0, Seats), (view?.Free, view?.Held, view?.Sold));
            Assert.Equal(Seats, await grains.Database.ScalarAsync<int>("select sold from departure where id = $1", id));
        }
    }

    /// <summary>Sells what the booking holds; what is held by a booking whose caller was never told is sold to it all the same.</summary>
    private static async Task<bool> ConfirmAsync(GrainCluster grains, string id, HoldSeats hold) =>
        (await grains.Departure(id).HoldAsync(hold)).IsSuccess && (await grains.Departure(id).ConfirmAsync(new ConfirmSeats(hold.BookingId, hold.Seats))).IsSuccess;

    private static async Task<Result<SeatHold>> UntilAnsweredAsync(GrainCluster grains, string id, HoldSeats hold)
    {
        Result<SeatHold>? answer = null;
        await Eventually.TrueAsync("an answer of the departure", async () =>
        {
            try
            {
                answer = await grains.Departure(id).HoldAsync(hold);
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
            {
                // Its silo is gone, or its outcome unknown: the booking's id makes asking again safe.
            }

            return answer is not null;
        }, within: TimeSpan.FromMinutes(3));
        return answer ?? throw new InvalidOperationException("Unreachable.");
    }
}
