using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nusaloka.Accounts;
using Nusaloka.Bookings;
using Nusaloka.Departures;
using Nusaloka.Grains.Bookings;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Grains.Tests.Notifications;
using Nusaloka.Grains.Tests.Payments;
using Nusaloka.Grains.Tests.Trips;
using Nusaloka.Payments;
using Nusaloka.Testing;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Tests.Bookings;

/// <summary>What time does to bookings: the countdown, payments that come late, and the guide's money. The clock is moved for all, so they are by themselves.</summary>
public sealed class BookingTimeTests(PaymentCluster payments) : IClassFixture<PaymentCluster>, IAsyncLifetime
{
    private static readonly TimeSpan Countdown = TimeSpan.FromMinutes(10);

    private GrainCluster Cluster => payments.Cluster;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => payments.AssertBooksAsync();

    [Fact]
    public async Task Countdown_OfWhatNobodyPays_EndsItAndTheSeatIsSoldAgain()
    {
        var departure = await payments.NewDepartureAsync(capacity: 1);
        var account = await Cluster.NewWalletAsync(100_000);
        var id = await payments.BookAsync(account, departure.Id);

        payments.Time.Advance(Countdown);

        await payments.UntilBookingAsync(id, BookingStatus.Expired);
        Assert.Equal("not_paid", (await payments.GetBookingAsync(id)).Reason);
        // Who let it expire has booked nothing, and reads nothing of the trip that others do not.
        Assert.False(await Cluster.Grain<IBookingQueryGrain>("0").HasBookedAsync(account, departure.TripId));
        Assert.Equal("booking_status", (await payments.PayAsync(id, account)).Error?.Code);
        await payments.BookAndPayAsync(departure.Id);
        Assert.Equal(100_000, await Cluster.BalanceAsync(account));
    }

    [Fact]
    public async Task Payment_ThatSucceedsAfterTheCountdown_GoesBackAndNoSeatIsLost()
    {
        var departure = await payments.NewDepartureAsync(capacity: 2);
        var (account, another) = (await Cluster.NewWalletAsync(), await Cluster.NewWalletAsync());
        var (own, other) = (await payments.BookAsync(account, departure.Id), await payments.BookAsync(another, departure.Id));
        Assert.Equal(BookingStatus.Paying, (await payments.PayAsync(own, account, "sandbox", ScriptedGateway.Asks)).Value?.Booking.Status);
        // Of a payment that somebody made by themselves the booking hears when it has succeeded.
        var byItself = PaymentCluster.NewId();
        var made = await payments.Payment(byItself).CreateAsync(new CreatePayment(
            another, PaymentPurpose.Booking, other, Money.Rupiah(BookingsToTry.Price), CaptureMode.Automatic,
            new PaymentSource("sandbox", ScriptedGateway.Asks, null, null), "f"));
        Assert.True(made.IsSuccess, $"{made.Error}");
        Assert.True((await payments.Payment(byItself).ConfirmAsync(new ConfirmPayment(null))).IsSuccess);

        payments.Time.Advance(Countdown);
        await payments.UntilBookingAsync(own, BookingStatus.Expired);
        await payments.UntilBookingAsync(other, BookingStatus.Expired);
        var first = BookingsToTry.PaymentOf(own);
        await payments.UntilAsync(first, PaymentStatus.Canceled);
        await payments.ReportPaidAsync(first);
        await payments.ReportPaidAsync(byItself);

        await payments.UntilAsync(byItself, PaymentStatus.Succeeded);
        await payments.UntilRefundedAsync(byItself, BookingsToTry.Price);
        await Eventually.EqualAsync("the late money to go back", RefundStatus.Succeeded, async () =>
            (await payments.GetAsync(first)).Refunds is [{ Origin: RefundOrigin.LatePayment } refund] ? refund.Status : RefundStatus.Pending);
        Assert.Equal(BookingStatus.Expired, (await payments.GetBookingAsync(other)).Status);
        Assert.Equal(2, (await payments.Departure(departure.Id).GetAsync()).Value?.Free);
    }

    [Fact]
    public async Task Payment_ThatWasOnItsWayWhenTheCountdownEnded_IsSoldTheSeatIfItIsFree()
    {
        var departure = await payments.NewDepartureAsync(capacity: 1);
        var account = await Cluster.NewWalletAsync();
        var id = await payments.BookAsync(account, departure.Id);
        Assert.Equal(PaymentStatus.Processing, (await payments.PayAsync(id, account, "sandbox", ScriptedGateway.Waits)).Value?.Payment.Status);

        payments.Time.Advance(Countdown + TimeSpan.FromMinutes(2));
        await payments.ReportPaidAsync(BookingsToTry.PaymentOf(id));

        await payments.UntilBookingAsync(id, BookingStatus.Confirmed);
        Assert.Equal((0, 1), await FreeAndSoldAsync(departure.Id));
    }

    [Fact]
    public async Task Payment_ThatWasOnItsWayAndSomebodyElseHasTheSeat_GoesBack()
    {
        var departure = await payments.NewDepartureAsync(capacity: 1);
        var account = await Cluster.NewWalletAsync();
        var id = await payments.BookAsync(account, departure.Id);
        await payments.PayAsync(id, account, "sandbox", ScriptedGateway.Waits);
        payments.Time.Advance(Countdown + TimeSpan.FromMinutes(2));
        var (other, _) = await payments.BookAndPayAsync(departure.Id);

        await payments.ReportPaidAsync(BookingsToTry.PaymentOf(id));

        await payments.UntilBookingAsync(id, BookingStatus.Refused);
        await payments.UntilRefundedAsync(BookingsToTry.PaymentOf(id), BookingsToTry.Price);
        Assert.Equal("hold_expired", (await payments.GetBookingAsync(id)).Reason);
        Assert.Equal(BookingStatus.Confirmed, (await payments.GetBookingAsync(other)).Status);
        Assert.Equal((0, 1), await FreeAndSoldAsync(departure.Id));
    }

    [Fact]
    public async Task Payment_ThatWasOnItsWayWhileTheGuideMovedTheDeparture_GoesBack()
    {
        var departure = await payments.NewDepartureAsync(capacity: 1);
        var account = await Cluster.NewWalletAsync();
        var id = await payments.BookAsync(account, departure.Id);
        await payments.PayAsync(id, account, "sandbox", ScriptedGateway.Waits);
        payments.Time.Advance(Countdown + TimeSpan.FromMinutes(2));
        // Nobody has seats now, so the guide may; the traveller has booked other days.
        var moved = await payments.Departure(departure.Id).SaveAsync(new SaveDeparture(
            departure.TripId, departure.GuideId, departure.StartsOn.AddDays(90), Days: 1, departure.TimeZone, 1, 1, CutOff: null, Money.Rupiah(BookingsToTry.Price), ExpectedVersion: null));
        Assert.True(moved.IsSuccess, $"{moved.Error}");

        await payments.ReportPaidAsync(BookingsToTry.PaymentOf(id));

        await payments.UntilBookingAsync(id, BookingStatus.Refused);
        await payments.UntilRefundedAsync(BookingsToTry.PaymentOf(id), BookingsToTry.Price);
        Assert.Equal("departure_moved", (await payments.GetBookingAsync(id)).Reason);
        Assert.Equal((1, 0), await FreeAndSoldAsync(departure.Id));
    }

    [Fact]
    public async Task Departure_WithTooFewAtItsCutOff_IsCalledOffAndEverythingGoesBack()
    {
        var departure = await payments.NewDepartureAsync(inDays: 9);
        var cutOff = new LocalDateTime(departure.StartsOn.AddDays(-5), TimeOnly.MinValue);
        Assert.True((await payments.Departure(departure.Id).SaveAsync(new SaveDeparture(
            departure.TripId, departure.GuideId, departure.StartsOn, Days: 1, departure.TimeZone, 10, MinPeople: 3, cutOff, Money.Rupiah(BookingsToTry.Price), ExpectedVersion: null))).IsSuccess);
        var (id, account) = await payments.BookAndPayAsync(departure.Id, seats: 2);

        payments.Time.Advance((await payments.Departure(departure.Id).GetAsync()).Value!.CutOffAt - payments.Time.GetUtcNow());

        await payments.UntilBookingAsync(id, BookingStatus.Cancelled);
        await Eventually.EqualAsync("the money to be back", 200_000, () => Cluster.BalanceAsync(account));
        Assert.Equal("departure_cancelled", (await payments.GetBookingAsync(id)).Reason);
        var told = await Cluster.ToldAsync(departure.GuideId, "guide.departure.called_off");
        Assert.Contains("2 dari sedikitnya 3 kursi terjual", told.Body, StringComparison.Ordinal);
        Assert.Contains(TripsToTry.Complete.Title, told.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_LongAfterTheirBookingIsOver_AreForgotten()
    {
        const string name = "Ni Luh Rahasia";
        var departure = await payments.NewDepartureAsync(inDays: 2);
        var (paid, account) = await payments.BookAndPayAsync(departure.Id);
        var named = await payments.Booking(paid).ChangeGuestsAsync(new ChangeGuests(new BookingActor(account, IsAdmin: false), [name], name, new BookingContact(name, "+6281234567890", null), null));
        Assert.True(named.IsSuccess, $"{named.Error}");
        var unpaid = await payments.BookAsync(await Cluster.NewWalletAsync(), departure.Id);
        payments.Time.Advance(departure.EndsAt + TimeSpan.FromHours(24) - payments.Time.GetUtcNow());
        await payments.UntilBookingAsync(paid, BookingStatus.Completed);
        await payments.UntilBookingAsync(unpaid, BookingStatus.Expired);
        var retention = Cluster.Silos.GetSiloServiceProvider().GetServices<IHostedService>().OfType<BookingRetention>().Single();

        payments.Time.Advance(TimeSpan.FromDays(89));
        await retention.ForgetAsync(CancellationToken.None);
        Assert.Equal(name, Assert.Single((await payments.GetBookingAsync(paid)).Guests));
        payments.Time.Advance(TimeSpan.FromDays(1));
        await retention.ForgetAsync(CancellationToken.None);

        foreach (var id in (string[])[paid, unpaid])
        {
            var forgotten = await payments.GetBookingAsync(id);
            Assert.Equal((0, "", null, BookingsToTry.Price), (forgotten.Guests.Length, forgotten.Wishes, forgotten.Contact, forgotten.Total.Units));
            Assert.Equal(0L, await payments.Database.ScalarAsync<long>("select count(*) from booking where id = $1 and jsonb_typeof(booking->'contact') = 'object'", id));
        }

        Assert.Equal(0L, await payments.Database.ScalarAsync<long>("select count(*) from grain_state where kind = 'booking' and state::text like '%' || $1 || '%'", name));
    }

    [Fact]
    public async Task Payout_ADayAfterTheEnd_GivesTheGuideTheMoneyLessTheFee()
    {
        var departure = await payments.NewDepartureAsync(inDays: 2);
        var (id, _) = await payments.BookAndPayAsync(departure.Id, seats: 3);
        var guide = await Cluster.BalanceAsync(departure.GuideId);

        // A minute before it is due a look changes nothing; the seconds after it, it is done.
        payments.Time.Advance(departure.EndsAt + TimeSpan.FromHours(24) - TimeSpan.FromMinutes(1) - payments.Time.GetUtcNow());
        Assert.Equal(BookingStatus.Confirmed, (await payments.GetBookingAsync(id)).Status);
        payments.Time.Advance(TimeSpan.FromMinutes(1));

        await payments.UntilBookingAsync(id, BookingStatus.Completed);
        var booking = await payments.GetBookingAsync(id);
        Assert.Equal((270_000, 30_000), (booking.PayoutAmount!.Value.Units, booking.FeeAmount!.Value.Units));
        Assert.Equal((guide + 270_000, 30_000), (await Cluster.BalanceAsync(departure.GuideId), await payments.FeeTakenAsync(id)));
        var late = await payments.Payment(BookingsToTry.PaymentOf(id)).RefundAsync(new RefundPayment(null, "", "k", "f"));
        Assert.Equal("amount_too_large", late.Error?.Code);
    }

    [Fact]
    public async Task Payout_OfABookingThatWasCancelledForHalf_IsTheOtherHalf()
    {
        var departure = await payments.NewDepartureAsync(inDays: 4, policy: CancellationPolicy.Moderate);
        var (id, account) = await payments.BookAndPayAsync(departure.Id, seats: 2);
        await payments.CancelAsync(id, account);
        var guide = await Cluster.BalanceAsync(departure.GuideId);

        payments.Time.Advance(departure.EndsAt + TimeSpan.FromHours(24) - payments.Time.GetUtcNow());

        await Eventually.EqualAsync("the guide's share", guide + 90_000, () => Cluster.BalanceAsync(departure.GuideId));
        await Eventually.EqualAsync("the payout", 90_000L, async () => (await payments.GetBookingAsync(id)).PayoutAmount?.Units ?? 0);
        Assert.Equal(BookingStatus.Cancelled, (await payments.GetBookingAsync(id)).Status);
    }

    [Fact]
    public async Task Payout_WhatStaffGaveBackBefore_IsNotTheGuides()
    {
        var departure = await payments.NewDepartureAsync(inDays: 2);
        var (id, account) = await payments.BookAndPayAsync(departure.Id, seats: 2);
        await payments.Payment(BookingsToTry.PaymentOf(id)).RefundAsync(new RefundPayment(Money.Rupiah(50_000), "hujan", "k", "f"));

        payments.Time.Advance(departure.EndsAt + TimeSpan.FromHours(24) - payments.Time.GetUtcNow());

        await payments.UntilBookingAsync(id, BookingStatus.Completed);
        Assert.Equal((135_000, 50_000), ((await payments.GetBookingAsync(id)).PayoutAmount!.Value.Units, await Cluster.BalanceAsync(account)));
    }

    [Fact]
    public async Task Payout_OfWhatTheTravellerComplainsAbout_WaitsForAnOfficerAndIsTheRest()
    {
        var departure = await payments.NewDepartureAsync(inDays: 2);
        var (id, account) = await payments.BookAndPayAsync(departure.Id, seats: 2);
        var guide = await Cluster.BalanceAsync(departure.GuideId);
        payments.Time.Advance(departure.StartsAt + TimeSpan.FromHours(9) - payments.Time.GetUtcNow());
        Assert.True((await payments.Booking(id).ComplainAsync(new Complain(new BookingActor(account, IsAdmin: false), "Kapal tidak datang"))).IsSuccess);

        payments.Time.Advance(departure.EndsAt + TimeSpan.FromHours(24) - payments.Time.GetUtcNow());
        await UntilPutOffAsync(id, departure.EndsAt.AddHours(25));
        var waiting = (await Cluster.Grain<IBookingQueryGrain>("0").ListAsync(
            new BookingQuery(null, null, departure.Id, null, new PageRequest(10, null), OpenComplaintsOnly: true))).Value!;
        Assert.Equal(id, Assert.Single(waiting.Items).Id);
        Assert.True((await payments.Booking(id).DecideComplaintAsync(new DecideComplaint("petugas", Money.Rupiah(150_000), "Separuh hari"))).IsSuccess);
        payments.Time.Advance(TimeSpan.FromSeconds(6));

        await payments.UntilBookingAsync(id, BookingStatus.Completed);
        Assert.Equal((150_000, guide + 45_000), (await Cluster.BalanceAsync(account), await Cluster.BalanceAsync(departure.GuideId)));
        Assert.Empty((await Cluster.Grain<IBookingQueryGrain>("0").ListAsync(
            new BookingQuery(null, null, departure.Id, null, new PageRequest(10, null), OpenComplaintsOnly: true))).Value!.Items);
    }

    [Fact]
    public async Task Payout_ToAGuideWhomStaffHaveShut_WaitsForAnOfficer()
    {
        var departure = await payments.NewDepartureAsync(inDays: 2);
        var (id, account) = await payments.BookAndPayAsync(departure.Id);
        Assert.True((await Cluster.Account(departure.GuideId).BanAsync(new BanAccount("penipuan", GrainCluster.NewId()))).IsSuccess);

        payments.Time.Advance(departure.EndsAt + TimeSpan.FromHours(24) - payments.Time.GetUtcNow());
        await UntilPutOffAsync(id, departure.EndsAt.AddHours(25));
        await Eventually.EqualAsync("the complaint", ComplaintReason.GuideBanned, async () => (await payments.GetBookingAsync(id)).Complaint?.Reason);
        Assert.True((await payments.Booking(id).DecideComplaintAsync(new DecideComplaint("petugas", Money.Rupiah(100_000), "Penipuan"))).IsSuccess);
        payments.Time.Advance(TimeSpan.FromSeconds(6));

        await payments.UntilBookingAsync(id, BookingStatus.Completed);
        Assert.Equal((100_000, 0), (await Cluster.BalanceAsync(account), (await payments.GetBookingAsync(id)).PayoutAmount?.Units));
    }

    [Theory]
    [InlineData(DisputeStatus.Won, 90_000)]
    [InlineData(DisputeStatus.Lost, 0)]
    public async Task Payout_WhileADisputeIsOpen_WaitsForItsEnd(DisputeStatus end, long payout)
    {
        var departure = await payments.NewDepartureAsync(inDays: 2);
        var (id, _) = await payments.BookAndPayAsync(departure.Id, method: "sandbox");
        var payment = BookingsToTry.PaymentOf(id);
        var loss = await payments.BalanceAsync("system:dispute_loss");
        await SayAsync(payment, "opened", DisputeStatus.NeedsResponse, DisputeFunds.Withdrawn);
        await Eventually.EqualAsync("the withdrawal", loss - 100_000, () => payments.BalanceAsync("system:dispute_loss"));

        payments.Time.Advance(departure.EndsAt + TimeSpan.FromHours(24) - payments.Time.GetUtcNow());
        await UntilPutOffAsync(id, departure.EndsAt.AddHours(25));
        Assert.Equal(BookingStatus.Confirmed, (await payments.GetBookingAsync(id)).Status);
        await SayAsync(payment, "decided", end, end == DisputeStatus.Won ? DisputeFunds.Reinstated : DisputeFunds.Unmoved);
        await Eventually.EqualAsync("the decision", end, async () => (await payments.GetAsync(payment)).Disputes[0].Status);
        payments.Time.Advance(TimeSpan.FromHours(25));

        await payments.UntilBookingAsync(id, BookingStatus.Completed);
        Assert.Equal(payout, (await payments.GetBookingAsync(id)).PayoutAmount?.Units);
        Assert.Equal(loss, await payments.BalanceAsync("system:dispute_loss"));
    }

    private Task UntilPutOffAsync(string id, DateTimeOffset until) => Eventually.TrueAsync("the payout to be put off", async () => await payments.Database.ScalarAsync<bool>(
        "select (state->>'payout_at')::timestamptz > $2 and state->>'step' = 'none' from grain_state where kind = 'booking' and id = $1", id, until.UtcDateTime));

    private Task<Result> SayAsync(Guid payment, string name, DisputeStatus status, DisputeFunds funds) => payments.SendAsync(
        $"{payment}-{name}", new GatewayEvent(GatewayEventKind.Dispute, payment, Dispute: payments.Gateway.Dispute(payment, status, funds, BookingsToTry.Price)));

    private async Task<(int Free, int Sold)> FreeAndSoldAsync(string departureId)
    {
        var departure = (await payments.Departure(departureId).GetAsync()).Value!;
        return (departure.Free, departure.Sold);
    }
}
