using Nusaloka.Bookings;
using Nusaloka.Grains.Bookings;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Grains.Tests.Payments;

namespace Nusaloka.Grains.Tests.Bookings;

/// <summary>Nobody keeps seats from others by booking without paying.</summary>
public sealed class UnpaidBookingsTests(PaymentCluster payments) : IClassFixture<PaymentCluster>
{
    private static readonly DateTimeOffset Now = BookingBuilder.Now;

    private GrainCluster Cluster => payments.Cluster;

    [Fact]
    public void Add_AboveTheBounds_IsRefusedAndARepeatIsNot()
    {
        var options = new BookingOptions();
        var state = new UnpaidBookings();
        for (var i = 0; i < options.MaxUnpaid; i++)
            state = UnpaidRules.Add(state, Hold(i, i), options).Value!;

        Assert.Equal("too_many_unpaid_bookings", UnpaidRules.Add(state, Hold(9, 9), options).Error?.Code);
        Assert.Equal(BookingErrors.UnpaidOfDeparture("b-1"), UnpaidRules.Add(state, Hold(9, departure: 1), options).Error);
        Assert.Same(state, UnpaidRules.Add(state, Hold(1, 1), options).Value);
        Assert.Same(state, UnpaidRules.Current(state, Now));
        Assert.Empty(UnpaidRules.Current(state, Now.AddMinutes(10)).Holds);
        Assert.Equal("account_not_found", UnpaidRules.Add(new UnpaidBookings { IsClosed = true }, Hold(1, 1), options).Error?.Code);
    }

    [Fact]
    public async Task Create_ASecondOfTheSameDeparture_WaitsForTheFirstToBePaid()
    {
        var departure = await payments.NewDepartureAsync();
        var account = await Cluster.NewWalletAsync(500_000);
        var first = await payments.BookAsync(account, departure.Id);
        var (id, command) = (GrainCluster.NewId(), BookingsToTry.Create(account, departure.Id));

        var refused = await payments.Booking(id).CreateAsync(command);
        Assert.True((await payments.PayAsync(first, account)).IsSuccess);
        var booked = await payments.Booking(id).CreateAsync(command);

        Assert.Equal(BookingErrors.UnpaidOfDeparture(first), refused.Error);
        Assert.Equal(BookingStatus.AwaitingPayment, booked.Value?.Booking.Status);
        Assert.Equal((8, 1, 1), await SeatsAsync(departure.Id));
    }

    [Fact]
    public async Task Create_ManyAtOnce_HoldsThreeAndAnotherWhenOneIsCancelled()
    {
        var account = await Cluster.NewWalletAsync();
        var departures = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => payments.NewDepartureAsync()));

        var booked = await Task.WhenAll(departures.Select(departure =>
            payments.Booking(GrainCluster.NewId()).CreateAsync(BookingsToTry.Create(account, departure.Id))));

        Assert.Equal(3, booked.Count(static one => one.IsSuccess));
        Assert.All(booked.Where(static one => !one.IsSuccess), static one => Assert.Equal("too_many_unpaid_bookings", one.Error?.Code));
        var held = booked.First(static one => one.IsSuccess).Value!.Booking.Id;
        await payments.CancelAsync(held, account);
        var more = await Task.WhenAll(departures.Select(departure =>
            payments.Booking(GrainCluster.NewId()).CreateAsync(BookingsToTry.Create(account, departure.Id))));
        Assert.Single(more, static one => one.IsSuccess);
    }

    [Fact]
    public async Task Create_AfterTheCountdownOfTheOthers_IsLet()
    {
        var (departure, account) = (await payments.NewDepartureAsync(), await Cluster.NewWalletAsync());
        await payments.BookAsync(account, departure.Id);

        payments.Time.Advance(TimeSpan.FromMinutes(10));

        await payments.BookAsync(account, departure.Id);
    }

    [Fact]
    public void Add_AfterManyThatWereLetGo_IsRefusedForADayAndWhatWasPaidDoesNotCount()
    {
        var options = new BookingOptions { MaxUnpaid = 10, MaxUnpaidOfDeparture = 10 };
        var state = new UnpaidBookings();
        for (var i = 0; i < options.MaxAbandoned; i++)
            state = UnpaidRules.Add(state, Hold(i, departure: 1), options).Value!;
        var over = UnpaidRules.Current(state, Now.AddMinutes(10));
        var (paid, expired, cancelled) = (Booking(0, BookingStatus.Completed, "p"), Booking(1, BookingStatus.Expired), Booking(2, BookingStatus.Cancelled));

        Assert.Equal(BookingErrors.TooManyAbandoned(5), UnpaidRules.Add(over, Hold(9, departure: 1), options).Error);
        Assert.True(UnpaidRules.Add(over, Hold(9, departure: 2), options).IsSuccess);
        Assert.True(UnpaidRules.Add(over, Hold(4, departure: 1), options).IsSuccess);
        Assert.True(UnpaidRules.Add(over, Hold(9, departure: 1), new BookingOptions { MaxAbandoned = 0 }).IsSuccess);
        Assert.Equal("too_many_abandoned_bookings", UnpaidRules.Add(UnpaidRules.Unpaid(over, Found(expired, cancelled)), Hold(9, departure: 1), options).Error?.Code);
        Assert.True(UnpaidRules.Add(UnpaidRules.Unpaid(over, Found(paid, expired)), Hold(9, departure: 1), options).IsSuccess);
        Assert.True(UnpaidRules.Add(UnpaidRules.Unpaid(over, Found(Booking(2, BookingStatus.Cancelled, "p"))), Hold(9, departure: 1), options).IsSuccess);
        Assert.True(UnpaidRules.Add(UnpaidRules.Current(over, Now.AddMinutes(10).AddDays(1)), Hold(9, departure: 1), options).IsSuccess);
        Assert.Equal("b-2", Assert.Single(UnpaidRules.Unpaid(state, Found(cancelled)).Past, static past => past.BookingId == "b-2").BookingId);
    }

    [Fact]
    public async Task Create_AgainAndAgainWithoutPaying_IsRefusedAndOthersGetTheSeats()
    {
        var (departure, account) = (await payments.NewDepartureAsync(), await Cluster.NewWalletAsync());
        for (var i = 0; i < new BookingOptions().MaxAbandoned; i++)
        {
            await payments.BookAsync(account, departure.Id, seats: 10);
            payments.Time.Advance(TimeSpan.FromMinutes(10));
        }

        var refused = await payments.Booking(GrainCluster.NewId()).CreateAsync(BookingsToTry.Create(account, departure.Id));

        Assert.Equal("too_many_abandoned_bookings", refused.Error?.Code);
        await payments.BookAsync(account, (await payments.NewDepartureAsync()).Id);
        await payments.BookAsync(await Cluster.NewWalletAsync(), departure.Id, seats: 10);
    }

    private static Dictionary<string, Booking> Found(params Booking[] bookings) => bookings.ToDictionary(static booking => booking.Id);

    private static Booking Booking(int number, BookingStatus status, string? paidBy = null) =>
        (BookingBuilder.Confirmed() with { Status = status, PaidBy = paidBy }).View($"b-{number}");

    private static UnpaidBooking Hold(int booking, int departure) => new($"b-{booking}", $"d-{departure}", Now.AddMinutes(10));

    private async Task<(int Free, int Held, int Sold)> SeatsAsync(string departureId)
    {
        var departure = (await payments.Departure(departureId).GetAsync()).Value!;
        return (departure.Free, departure.Held, departure.Sold);
    }
}
