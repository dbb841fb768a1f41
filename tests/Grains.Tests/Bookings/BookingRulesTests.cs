using System.Collections.Immutable;
using Nusaloka.Bookings;
using Nusaloka.Departures;
using Nusaloka.Grains.Bookings;
using Nusaloka.Payments;
using Nusaloka.Trips;
using static Nusaloka.Grains.Tests.Bookings.BookingBuilder;

namespace Nusaloka.Grains.Tests.Bookings;

public sealed class BookingRulesTests
{
    [Fact]
    public void Create_TakesPriceDaysAndPolicyAsTheyAre()
    {
        var state = Holding(CancellationPolicy.Strict, price: 400_000);

        Assert.Equal((BookingStatus.Holding, BookingStep.Hold), (state.Status, state.Step));
        Assert.Equal((400_000, 800_000, CancellationPolicy.Strict), (state.PricePerPerson.Units, state.Total.Units, state.Policy));
        Assert.Equal((Now.AddMinutes(10), Start, Start.AddDays(2), "Asia/Makassar"), (state.ExpiresAt, state.StartsAt, state.EndsAt, state.TimeZone));
    }

    [Fact]
    public void Create_WhatCannotBeBooked_IsRefused()
    {
        Assert.Equal(DepartureErrors.Closed, BookingRules.Create(new BookingState(), Command, Offer(trip: TripStatus.Archived), Now).Error);
        Assert.Equal(BookingErrors.OwnTrip, BookingRules.Create(new BookingState(), Command with { AccountId = Guide }, Offer(), Now).Error);
        Assert.Equal("booking_total", BookingRules.Create(new BookingState(), Command, Offer(price: 600_000_000), Now).Error?.Code);
        Assert.Equal("booking_total", BookingRules.Create(new BookingState(), Command, Offer(price: 0), Now).Error?.Code);
        Assert.Equal(BookingErrors.KeyReused, BookingRules.Create(Awaiting(), Command, Offer(), Now).Error);
    }

    [Fact]
    public void Create_AfterARefusalForTheSameThing_TriesAgain()
    {
        var refused = BookingRules.Ended(Holding(), Id, isDone: false, Now, "seats_unavailable");

        var again = BookingRules.Create(refused, Command, Offer(), Now.AddHours(1)).Value!;

        Assert.True(refused.IsVoid);
        Assert.Equal((BookingStatus.Holding, BookingStep.Hold, null, Now.AddHours(1).AddMinutes(10)), (again.Status, again.Step, again.Reason, again.ExpiresAt));
        Assert.Equal(BookingErrors.KeyReused, BookingRules.Create(refused, Command with { Fingerprint = "other" }, Offer(), Now).Error);
    }

    public static TheoryData<string, int, string[], string, string, string?, string?> WrongRequests => new()
    {
        { "/seats", 0, [], "", "Siti", "1", null },
        { "/seats", 51, [], "", "Siti", "1", null },
        { "/guests", 2, ["Siti"], "", "Siti", "1", null },
        { "/guests/1", 2, ["Siti", " "], "", "Siti", "1", null },
        { "/guests/0", 1, ["Si\nti"], "", "Siti", "1", null },
        { "/wishes", 1, [], "\u0000", "Siti", "1", null },
        { "/contact/name", 1, [], "", "", "1", null },
        { "/contact", 1, [], "", "Siti", null, null },
        { "/contact/email", 1, [], "", "Siti", null, "siti" },
        { "/contact/phone", 1, [], "", "Siti", "", null },
    };

    [Theory]
    [MemberData(nameof(WrongRequests))]
    public void Check_WhatIsWrong_IsPointedAt(string pointer, int seats, string[] guests, string wishes, string name, string? phone, string? email)
    {
        var error = BookingRules.Check(Command with { Seats = seats, Guests = [.. guests], Wishes = wishes, Contact = new BookingContact(name, phone, email) });

        Assert.Equal(pointer, Assert.Single(error!.Fields).Pointer);
    }

    [Fact]
    public void ChangeGuests_UntilTheCutOff_NeedsOneNameForEachSeat()
    {
        var confirmed = Confirmed();
        ImmutableArray<string> others = ["Dewi", "Ayu"];

        var changed = BookingRules.ChangeGuests(confirmed, new ChangeGuests(AsTraveller, others, null, null, confirmed.Version), Now).Value!;

        Assert.Equal((others, confirmed.Version + 1), (changed.Guests, changed.Version));
        Assert.Equal(BookingErrors.VersionMismatch, BookingRules.ChangeGuests(changed, new ChangeGuests(AsTraveller, others, null, null, confirmed.Version), Now).Error);
        Assert.Equal("validation_failed", BookingRules.ChangeGuests(confirmed, new ChangeGuests(AsTraveller, ["Dewi"], null, null, null), Now).Error?.Code);
        Assert.Equal(BookingErrors.GuestsClosed, BookingRules.ChangeGuests(confirmed, new ChangeGuests(AsTraveller, others, null, null, null), confirmed.CutOffAt).Error);
        Assert.Equal(BookingErrors.NotFound, BookingRules.ChangeGuests(confirmed, new ChangeGuests(AsGuide, others, null, null, null), Now).Error);
    }

    [Fact]
    public void CheckIn_IsForTheGuideAroundTheTripAndHappensOnce()
    {
        var confirmed = Confirmed();

        var done = BookingRules.CheckIn(confirmed, AsGuide, isCodeRight: true, Start).Value!;

        Assert.Equal(Start, done.CheckedInAt);
        Assert.Same(done, BookingRules.CheckIn(done, AsGuide, isCodeRight: true, Start.AddDays(9)).Value);
        Assert.Equal(BookingErrors.VoucherInvalid, BookingRules.CheckIn(confirmed, AsGuide, isCodeRight: false, Start).Error);
        Assert.Equal(BookingErrors.NotGuide, BookingRules.CheckIn(confirmed, AsTraveller, isCodeRight: true, Start).Error);
        Assert.Equal(BookingErrors.NotFound, BookingRules.CheckIn(confirmed, AsStranger, isCodeRight: true, Start).Error);
        Assert.Equal(BookingErrors.CheckInClosed, BookingRules.CheckIn(confirmed, AsGuide, isCodeRight: true, Start.AddDays(-1).AddTicks(-1)).Error);
        Assert.Equal(BookingErrors.CheckInClosed, BookingRules.CheckIn(confirmed, AsGuide, isCodeRight: true, confirmed.EndsAt).Error);
        Assert.Equal("booking_status", BookingRules.CheckIn(Awaiting(), AsGuide, isCodeRight: true, Start).Error?.Code);
    }

    [Fact]
    public void Accept_APaymentThatDoesNotFit_IsNotTaken()
    {
        var awaiting = Awaiting();
        var fits = PaymentOf(awaiting);

        Assert.NotNull(PayingRules.Accept(awaiting, fits, Now));
        Assert.Null(PayingRules.Accept(awaiting, fits with { PayerId = "other" }, Now));
        Assert.Null(PayingRules.Accept(awaiting, fits with { Amount = Money.Rupiah(awaiting.Total.Units - 1) }, Now));
        Assert.Null(PayingRules.Accept(awaiting, fits with { Amount = Money.Rupiah(awaiting.Total.Units + 1) }, Now));
        Assert.Null(PayingRules.Accept(Confirmed(), fits with { Id = "p-2" }, Now));
        Assert.Null(PayingRules.Accept(PayingRules.Expire(awaiting, Id, null, awaiting.ExpiresAt), fits, Now));
    }

    [Theory]
    [InlineData(null, BookingStatus.Expired, false)]
    [InlineData(PaymentStatus.Canceled, BookingStatus.Expired, false)]
    [InlineData(PaymentStatus.RequiresAction, BookingStatus.Expired, true)]
    [InlineData(PaymentStatus.RequiresPaymentMethod, BookingStatus.Expired, true)]
    [InlineData(PaymentStatus.Processing, BookingStatus.Paying, false)]
    [InlineData(PaymentStatus.Succeeded, BookingStatus.Paying, false)]
    public void Expire_WaitsOnlyForMoneyThatIsOnItsWay(PaymentStatus? payment, BookingStatus status, bool stopsPayment)
    {
        var paying = Awaiting() with { Status = BookingStatus.Paying, Payments = 1 };

        var expired = PayingRules.Expire(paying, Id, payment, paying.ExpiresAt);

        Assert.Equal((status, stopsPayment ? BookingStep.StopPayment : BookingStep.None), (expired.Status, expired.Step));
        Assert.Same(paying, PayingRules.Expire(paying, Id, payment, paying.ExpiresAt.AddTicks(-1)));
    }

    [Fact]
    public void Events_AreToldWhenABookingComesToAStatusThatMattersToOthers()
    {
        var awaiting = Awaiting();
        var confirmed = Confirmed();

        Assert.Empty(awaiting.PendingEvents);
        Assert.Equal(BookingChanged.ConfirmedType, Assert.Single(confirmed.PendingEvents).Type);
        Assert.Equal(BookingChanged.ExpiredType, Assert.Single(PayingRules.Expire(awaiting, Id, null, awaiting.ExpiresAt).PendingEvents).Type);
        Assert.Equal(BookingChanged.CancelledType, Assert.Single(CancellationRules.CallOff(confirmed, Id, at: Now, Now)!.PendingEvents).Type);
        Assert.Equal(
            BookingChanged.RefusedType,
            Assert.Single(PayingRules.Unsold(PayingRules.Accept(awaiting, PaymentOf(awaiting), Now)!, Id, "hold_expired", Now).PendingEvents).Type);
        Assert.Empty(BookingRules.Ended(Holding(), Id, isDone: false, Now, "seats_unavailable").PendingEvents);
        var paidOut = PayingRules.PaidOut(PayingRules.PayOut(confirmed, confirmed.PayoutAt!.Value), Id, Money.Rupiah(1), Money.Rupiah(0), Now);
        var told = Assert.Single(paidOut.PendingEvents);
        Assert.Equal((BookingChanged.CompletedType, Id), (told.Type, Assert.IsType<BookingChanged>(told.Payload).BookingId));
    }

    [Theory]
    [InlineData(1_000_000, 1_000, 100_000)]
    [InlineData(999_999, 1_000, 100_000)]
    [InlineData(9, 1_000, 1)]
    [InlineData(0, 1_000, 0)]
    [InlineData(1_000_000_000, 5_000, 500_000_000)]
    [InlineData(1_000, 0, 0)]
    public void FeeOf_IsRoundedUp(long earned, int basisPoints, long fee) =>
        Assert.Equal(Money.Rupiah(fee), PayingRules.FeeOf(Money.Rupiah(earned), basisPoints));
}
