using System.Globalization;
using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Cluster;
using Nusaloka.Scenarios.Harness;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Bookings;

/// <summary>
/// Holds end by the clock of real processes. Whoever asks for the seat once the time is over has it, or whoever waits for it has: nothing need happen before, no
/// timer and no reminder. So it is asserted in which order things are, and printed how long they took.
/// </summary>
public sealed class HoldsEndTests(ITestOutputHelper output)
{
    private const string Card = "4242424242424242";
    private const int Hunted = 4;

    /// <summary>What is promised: a second after its time a hold is over, and its seat can be sold.</summary>
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(1);

    /// <summary>How long seats are kept for who waits.</summary>
    private static readonly TimeSpan OfferTime = TimeSpan.FromMinutes(30);

    /// <summary>Where nobody asks and the silo is gone, a reminder comes, which a busy machine may have late.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    [Fact]
    public Task LastSeat_WhenItsHoldIsOver_IsSoldToWhoAsksNext() => TryAsync(holdSeconds: 25, killBefore: null);

    [Fact]
    public Task LastSeat_WhoseSiloIsKilledDuringTheHold_IsSoldToWhoAsksNext() => TryAsync(holdSeconds: 30, killBefore: TimeSpan.FromSeconds(9));

    /// <summary>
    /// Departures with one seat, which is held and not paid: of some it is wanted by somebody who asks all the time; of one somebody waits for it besides; of the
    /// last one somebody waits, and nobody asks.
    /// </summary>
    private async Task TryAsync(int holdSeconds, TimeSpan? killBefore)
    {
        await using var scenario = await BookingScenario.StartAsync(output, seats: 1, holdSeconds);
        var departures = await Task.WhenAll(Enumerable.Range(0, Hunted + 2).Select(_ => scenario.PlantAsync(seats: 1)));
        var held = await Task.WhenAll(departures.Select((departure, i) => scenario.Bookings.BookAsync(scenario.Traveller(i), departure, $"pegang-{departure}")));
        var ends = held.Select(static booking => booking.MustBe(201).Body.GetProperty("expires_at").GetDateTimeOffset()).ToArray();
        foreach (var departure in departures[Hunted..])
            (await scenario.Bookings.JoinWaitingAsync(scenario.Traveller(3), departure)).MustBe(200);

        if (killBefore is { } before)
            await KillAsync(scenario, ends.Min() - before);
        var hunts = departures[..Hunted].Select((departure, i) => HuntAsync(scenario, scenario.Traveller(i + 1), departure, ends[i])).ToArray();
        await Task.WhenAll([.. hunts, WaitAsync(scenario, departures[^2], ends[^2], isWanted: true), WaitAsync(scenario, departures[^1], ends[^1], isWanted: false)]);

        // Who comes too late with the money gets it back, by itself.
        for (var i = 0; i < held.Length; i++)
            await scenario.Bookings.PayBesideAsync(scenario.Traveller(i), held[i].Text("id"), BookingScenario.Price, Card, $"terlambat-{i}");
        await scenario.Books.AssertSoundAsync();
        output.WriteLine($"{await scenario.Books.ConfirmedAsync()} of {departures.Length} seats are sold.");
    }

    /// <summary>Kills the silo that has more of the departures.</summary>
    private async Task KillAsync(BookingScenario scenario, DateTimeOffset at)
    {
        var counts = await Task.WhenAll(scenario.Cluster.Silos.Select(DeparturesAsync));
        var owner = counts[0] > counts[1] ? 0 : 1;
        Assert.NotEqual(0, counts[owner]);
        await Pace.PauseAsync(at - TimeProvider.System.GetUtcNow());
        await scenario.Cluster.Silos[owner].KillAsync();
        output.WriteLine($"The silo with {counts[owner]} of {counts.Sum()} departures was killed.");
    }

    private static async Task<int> DeparturesAsync(NusalokaProcess silo) =>
        await ClusterStatus.ReadAsync(silo) is { } status ? status.Activations.GetValueOrDefault("departure") : 0;

    private async Task HuntAsync(BookingScenario scenario, Person who, string departure, DateTimeOffset end)
    {
        var hunt = await SeatHunt.RunAsync(scenario.Bookings, who, departure, end, static () => Task.FromResult(true))
            ?? throw new InvalidOperationException("Nobody was before them.");

        Assert.True(hunt.Answered >= end, $"A seat that was held until {end:O} was sold to another at {hunt.Answered:O}.");
        Assert.True(hunt.LastRefused is null || hunt.LastRefused < end + Promise, $"A seat that was held until {end:O} was refused to who asked for it at {hunt.LastRefused:O}.");
        await PayAsync(scenario, who, hunt.Booking, departure);
        output.WriteLine(
            $"A seat was asked for {After(hunt.Asked, end)} after the end of its hold and held again {After(hunt.Answered, end)} after it; {hunt.Refusals} were refused before, "
            + $"the last one asked {After(hunt.LastRefused ?? hunt.Asked, end)} after it.");
    }

    /// <summary>Who waits is offered the seat, whoever else asks for it meanwhile, and books it.</summary>
    private async Task WaitAsync(BookingScenario scenario, string departure, DateTimeOffset end, bool isWanted)
    {
        Task<long> Offers() => scenario.Books.ScalarAsync($"select count(*) from departure_waiting where departure_id = '{departure}' and offered_until is not null");
        if (isWanted)
        {
            // Nobody is before who waits.
            Assert.Null(await SeatHunt.RunAsync(scenario.Bookings, scenario.Traveller(2), departure, end, async () => await Offers() == 0));
        }

        await Eventually.EqualAsync("the seat to be offered to who waits", 1, Offers, Patience);
        var until = await scenario.Books.ScalarAsync(
            $"select (extract(epoch from offered_until) * 1000)::bigint from departure_waiting where departure_id = '{departure}'");
        var offered = DateTimeOffset.FromUnixTimeMilliseconds(until) - OfferTime;
        Assert.True(offered >= end.AddMilliseconds(-1), $"A seat that was held until {end:O} was offered at {offered:O}.");
        output.WriteLine($"A seat {(isWanted ? "that others asked for" : "that nobody asked for")} was offered to who waits {After(offered, end)} after the end of its hold.");

        var booked = (await scenario.Bookings.BookAsync(scenario.Traveller(3), departure, $"tawaran-{departure}")).MustBe(201);
        await PayAsync(scenario, scenario.Traveller(3), booked.Text("id"), departure);
    }

    private static async Task PayAsync(BookingScenario scenario, Person who, string booking, string departure)
    {
        var paid = await scenario.Bookings.PayAsync(who, booking, $"lunas-{departure}");
        // On a slow machine this hold may be over, too.
        Assert.True(paid.Status is 200 or 409, $"{paid}");
    }

    private static string After(DateTimeOffset at, DateTimeOffset end) => string.Create(CultureInfo.InvariantCulture, $"{(at - end).TotalMilliseconds:0} ms");
}
