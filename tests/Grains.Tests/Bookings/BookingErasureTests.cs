using System.Collections.Immutable;
using Nusaloka.Accounts;
using Nusaloka.Bookings;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Bookings;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Grains.Tests.Payments;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Bookings;

/// <summary>An account that is being closed races bookings: whichever is first, nothing open and nobody's name is left.</summary>
public sealed class BookingErasureTests(PaymentCluster payments) : IClassFixture<PaymentCluster>, IAsyncLifetime
{
    private const string Name = "Ni Luh Putu Rahasia";

    private GrainCluster Cluster => payments.Cluster;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => payments.AssertBooksAsync();

    [Fact]
    public async Task Close_AfterTheBooking_CancelsWhatIsNotPaidAndForgetsThePeople()
    {
        var departure = await payments.NewDepartureAsync();
        var (id, account) = (GrainCluster.NewId(), await Cluster.NewWalletAsync(500_000));
        Assert.True((await payments.Booking(id).CreateAsync(Create(account, departure.Id))).IsSuccess);

        await EraseAsync(account);

        var booking = await payments.GetBookingAsync(id);
        Assert.Equal((BookingStatus.Cancelled, 0, null), (booking.Status, booking.Guests.Length, booking.Contact));
        Assert.Equal(10, (await payments.Departure(departure.Id).GetAsync()).Value?.Free);
        Assert.Equal("booking_status", (await payments.PayAsync(id, account)).Error?.Code);
        var late = await payments.Booking(id).ChangeGuestsAsync(new ChangeGuests(new BookingActor(account, IsAdmin: false), [Name], null, null, null));
        Assert.Equal(AccountErrors.NotFound, late.Error);
        Assert.Equal(0, await NamesAsync(account));
    }

    [Fact]
    public async Task Close_BeforeTheBooking_RefusesItAndKeepsNoName()
    {
        var departure = await payments.NewDepartureAsync();
        var account = await Cluster.NewWalletAsync(500_000);
        await EraseAsync(account);

        var refused = await payments.Booking(GrainCluster.NewId()).CreateAsync(Create(account, departure.Id));

        Assert.Equal(AccountErrors.NotFound, refused.Error);
        Assert.Equal(10, (await payments.Departure(departure.Id).GetAsync()).Value?.Free);
        Assert.Equal(0, await NamesAsync(account));
    }

    [Fact]
    public async Task Close_AndBookingsAtOnce_LeaveNothingOpenAndNoName()
    {
        var departures = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => payments.NewDepartureAsync()));
        for (var i = 0; i < 8; i++)
        {
            var account = await Cluster.NewWalletAsync();
            var ids = departures.Select(static _ => GrainCluster.NewId()).ToArray();
            var booking = Task.WhenAll(ids.Select((id, place) => payments.Booking(id).CreateAsync(Create(account, departures[place].Id))));
            await Task.WhenAll(booking, EraseAsync(account));

            Assert.Equal(0, await NamesAsync(account));
            Assert.Equal(0, await payments.Database.ScalarAsync<long>("select count(*) from booking where account_id = $1 and is_open", account));
        }

        foreach (var departure in departures)
            Assert.Equal(10, (await payments.Departure(departure.Id).GetAsync()).Value?.Free);
    }

    [Fact]
    public async Task Close_OfTheGuide_GivesTravellersTheirMoneyBack()
    {
        var departure = await payments.NewDepartureAsync();
        var (id, account) = await payments.BookAndPayAsync(departure.Id);

        await EraseAsync(departure.GuideId);

        await payments.UntilBookingAsync(id, BookingStatus.Cancelled);
        await Eventually.EqualAsync("the money to be back", BookingsToTry.Price, () => Cluster.BalanceAsync(account));
    }

    [Fact]
    public async Task Create_Refused_KeepsNoName()
    {
        var departure = await payments.NewDepartureAsync(capacity: 1);
        await payments.BookAsync(await Cluster.NewWalletAsync(), departure.Id);
        var account = await Cluster.NewWalletAsync();

        var refused = await payments.Booking(GrainCluster.NewId()).CreateAsync(Create(account, departure.Id));

        Assert.Equal("seats_unavailable", refused.Error?.Code);
        Assert.Equal(0, await NamesAsync(account));
    }

    private static CreateBooking Create(string account, string departure) => BookingsToTry.Create(account, departure) with
    {
        Guests = [Name], Wishes = Name, Contact = new BookingContact(Name, "+6281234567890", null),
    };

    private Task EraseAsync(string account) => new BookingEraser(Cluster.Silos.Client, payments.Database.DataSource, Cluster.Time)
        .EraseAsync(new AccountClosed(account, ImmutableArray<string>.Empty), CancellationToken.None);

    private Task<long> NamesAsync(string account) => payments.Database.ScalarAsync<long>(
        "select count(*) from grain_state where kind = 'booking' and state->>'account_id' = $1 and state::text like '%' || $2 || '%'", account, Name);
}
