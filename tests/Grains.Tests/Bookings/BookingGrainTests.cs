using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Accounts;
using Nusaloka.Bookings;
using Nusaloka.Departures;
using Nusaloka.Grains.Bookings;
using Nusaloka.Grains.Payments;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Grains.Tests.Invoices;
using Nusaloka.Grains.Tests.Payments;
using Nusaloka.Payments;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Profiles;
using Nusaloka.Testing;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Tests.Bookings;

/// <summary>Bookings over real departures, payments and the ledger, and a gateway that does what tests say.</summary>
public sealed class BookingGrainTests(PaymentCluster payments) : IClassFixture<PaymentCluster>, IAsyncLifetime
{
    private GrainCluster Cluster => payments.Cluster;

    private IBookingQueryGrain Queries => Cluster.Grain<IBookingQueryGrain>("0");

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => payments.AssertBooksAsync();

    [Fact]
    public async Task Pay_ByWallet_ConfirmsTheSeatsAndKeepsTheMoneyInEscrow()
    {
        var (departure, escrow) = (await payments.NewDepartureAsync(), await payments.EscrowAsync());
        var account = await Cluster.NewWalletAsync(500_000);
        var id = await payments.BookAsync(account, departure.Id, seats: 3);
        Assert.Equal((7, 3, 0), await SeatsAsync(departure.Id));

        var paid = await payments.PayAsync(id, account);

        Assert.Equal((BookingStatus.Confirmed, PaymentStatus.Succeeded), (paid.Value?.Booking.Status, paid.Value?.Payment.Status));
        Assert.Equal((7, 0, 3), await SeatsAsync(departure.Id));
        Assert.Equal((200_000, escrow + 300_000), (await Cluster.BalanceAsync(account), await payments.EscrowAsync()));
    }

    [Fact]
    public async Task Pay_ByGateway_IsConfirmedByTheWebhook()
    {
        var departure = await payments.NewDepartureAsync();
        var account = await Cluster.NewWalletAsync();
        var id = await payments.BookAsync(account, departure.Id);

        var asked = await payments.PayAsync(id, account, "sandbox", ScriptedGateway.Asks);
        Assert.Equal((BookingStatus.Paying, PaymentStatus.RequiresAction), (asked.Value?.Booking.Status, asked.Value?.Payment.Status));
        await payments.ReportPaidAsync(BookingsToTry.PaymentOf(id));

        await payments.UntilBookingAsync(id, BookingStatus.Confirmed);
        Assert.Equal((9, 0, 1), await SeatsAsync(departure.Id));
    }

    [Fact]
    public async Task Pay_WhenTheWebhookComesBeforeTheAnswer_IsConfirmedOnce()
    {
        var departure = await payments.NewDepartureAsync();
        var account = await Cluster.NewWalletAsync();
        var id = await payments.BookAsync(account, departure.Id);
        var payment = BookingsToTry.PaymentOf(id);
        payments.Gateway.BeforeAnswer[payment] = async () => Assert.True((await payments.ReportPaidAsync(payment)).IsSuccess);

        var paid = await payments.PayAsync(id, account, "sandbox");

        Assert.Equal(BookingStatus.Confirmed, paid.Value?.Booking.Status);
        Assert.Equal((1, 1), (payments.Gateway.Creations(payment), payments.Gateway.Charges(payment)));
        Assert.Equal((9, 0, 1), await SeatsAsync(departure.Id));
    }

    [Fact]
    public async Task Pay_TwentyTimesAtOnce_TakesTheMoneyOnce()
    {
        var departure = await payments.NewDepartureAsync();
        var account = await Cluster.NewWalletAsync(1_000_000);
        var id = await payments.BookAsync(account, departure.Id);

        var paid = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => payments.PayAsync(id, account, key: i % 2 == 0 ? "same" : $"k{i}")));

        Assert.Contains(paid, static one => one is { IsSuccess: true });
        Assert.All(paid, static one => Assert.True(one.Value?.Booking.Status == BookingStatus.Confirmed || one.Error?.Code == "booking_status", $"{one.Error}"));
        Assert.All(paid.Where((_, i) => i % 2 == 0), static one => Assert.True(one.IsSuccess));
        Assert.Equal((900_000, (9, 0, 1)), (await Cluster.BalanceAsync(account), await SeatsAsync(departure.Id)));
    }

    [Fact]
    public async Task Pay_AfterADecline_CanBeDoneWithSomethingElse()
    {
        var departure = await payments.NewDepartureAsync();
        var account = await Cluster.NewWalletAsync();
        var id = await payments.BookAsync(account, departure.Id);

        var declined = await payments.PayAsync(id, account, key: "k1");
        var repeated = await payments.PayAsync(id, account, key: "k1");
        var asked = await payments.PayAsync(id, account, "sandbox", ScriptedGateway.Asks, key: "k2");
        var paid = await payments.PayAsync(id, account, "sandbox", key: "k3");

        Assert.Equal((BookingStatus.AwaitingPayment, "insufficient_funds"), (declined.Value?.Booking.Status, declined.Value?.Payment.FailureCode));
        Assert.True(repeated.Value?.Replayed);
        Assert.Equal(BookingStatus.Paying, asked.Value?.Booking.Status);
        Assert.Equal(BookingStatus.Confirmed, paid.Value?.Booking.Status);
        Assert.Equal(PaymentStatus.Canceled, (await payments.GetAsync(BookingsToTry.PaymentOf(id))).Status);
        Assert.Equal(BookingRules.PaymentIdOf(id, 2), paid.Value?.Booking.PaymentId);
    }

    [Fact]
    public async Task Pay_WithAMethodThatIsNone_LeavesItsKeyFree()
    {
        var departure = await payments.NewDepartureAsync();
        var account = await Cluster.NewWalletAsync(500_000);
        var id = await payments.BookAsync(account, departure.Id);

        var refused = await payments.PayAsync(id, account, "nobody", key: "k");
        var paid = await payments.Booking(id).PayAsync(new PayBooking(account, new PaymentSource(PaymentMethod.Wallet, null, null, null), "k", "other"));

        Assert.Equal("method_unavailable", refused.Error?.Code);
        Assert.Equal(BookingStatus.Confirmed, paid.Value?.Booking.Status);
    }

    [Fact]
    public async Task ByItself_APaymentThatFits_ConfirmsTheBooking()
    {
        var departure = await payments.NewDepartureAsync();
        var (account, other) = (await Cluster.NewWalletAsync(500_000), await Cluster.NewWalletAsync(500_000));
        var id = await payments.BookAsync(account, departure.Id, seats: 2);

        Assert.Equal("payment_misfit", (await PaymentForAsync(id, account, 199_999)).Error?.Code);
        Assert.Equal("payment_misfit", (await PaymentForAsync(id, account, 200_000, CaptureMode.Manual)).Error?.Code);
        Assert.Equal("booking_not_found", (await PaymentForAsync(id, other, 200_000)).Error?.Code);
        var fits = await PaymentForAsync(id, account, 200_000);
        Assert.True((await payments.Payment(Guid.Parse(fits.Value!.Payment.Id)).ConfirmAsync(new ConfirmPayment(null))).IsSuccess);

        await payments.UntilBookingAsync(id, BookingStatus.Confirmed);
        Assert.Equal(fits.Value.Payment.Id, (await payments.GetBookingAsync(id)).PaymentId);
        Assert.Equal("booking_status", (await PaymentForAsync(id, account, 200_000)).Error?.Code);
    }

    [Fact]
    public async Task ByItself_ASecondPaymentThatSucceeds_GoesBack()
    {
        var departure = await payments.NewDepartureAsync();
        var account = await Cluster.NewWalletAsync(500_000);
        var id = await payments.BookAsync(account, departure.Id);
        var second = Guid.Parse((await PaymentForAsync(id, account, BookingsToTry.Price)).Value!.Payment.Id);
        Assert.Equal(BookingStatus.Confirmed, (await payments.PayAsync(id, account)).Value?.Booking.Status);

        Assert.Equal(PaymentStatus.Succeeded, (await payments.Payment(second).ConfirmAsync(new ConfirmPayment(null))).Value?.Payment.Status);

        await payments.UntilRefundedAsync(second, BookingsToTry.Price);
        Assert.Equal(400_000, await Cluster.BalanceAsync(account));
        Assert.Equal(BookingStatus.Confirmed, (await payments.GetBookingAsync(id)).Status);
    }

    [Fact]
    public async Task ByItself_AnUnwantedPaymentThatTheBankAsksBack_WaitsForOfficers()
    {
        var departure = await payments.NewDepartureAsync();
        var (wanted, account) = await payments.BookAndPayAsync(departure.Id, method: "sandbox");
        var (other, _) = await payments.BookAndPayAsync(departure.Id);
        var id = BookingsToTry.PaymentOf(wanted);
        await payments.SendAsync($"{id}-disputed", new GatewayEvent(
            GatewayEventKind.Dispute, id, Dispute: payments.Gateway.Dispute(id, DisputeStatus.NeedsResponse, DisputeFunds.Withdrawn, BookingsToTry.Price)));
        await Eventually.TrueAsync("the dispute", async () => (await payments.GetAsync(id)).Disputes.Length == 1);

        await Cluster.TellAsync(new PaymentSucceeded(
            id.ToString(), account, "booking", other, Money.Rupiah(BookingsToTry.Price), "sandbox", payments.Time.GetUtcNow()), 101);

        await Eventually.EqualAsync("an entry for officers", BookingsToTry.Price, () => payments.Database.ScalarAsync<long>(
            "select coalesce(sum((entry ->> 'reported_units')::bigint), 0)::bigint from payment_quarantine where payment_id = $1 and entry ->> 'reason' = 'refund_undeliverable'",
            id.ToString()));
        Assert.Empty((await payments.GetAsync(id)).Refunds);
    }

    [Fact]
    public async Task PayAndCancel_AtOnce_EndInOneOrTheOther()
    {
        var departure = await payments.NewDepartureAsync(capacity: 20);
        var account = await Cluster.NewWalletAsync(1_500_000);
        var confirmed = 0;
        for (var i = 0; i < 12; i++)
        {
            var id = await payments.BookAsync(account, departure.Id);
            var actor = new BookingActor(account, IsAdmin: false);
            var (pay, cancel) = (payments.PayAsync(id, account), payments.Booking(id).QuoteCancellationAsync(actor));
            await Task.WhenAll(pay, cancel);

            var status = (await payments.GetBookingAsync(id)).Status;
            var isCancelled = (await cancel).Value is { IsCancelled: true };
            Assert.Equal(isCancelled ? BookingStatus.Cancelled : BookingStatus.Confirmed, status);
            Assert.Equal(!isCancelled, (await pay).IsSuccess);
            confirmed += status == BookingStatus.Confirmed ? 1 : 0;
        }

        Assert.Equal((20 - confirmed, 0, confirmed), await SeatsAsync(departure.Id));
        Assert.Equal(1_500_000 - (confirmed * BookingsToTry.Price), await Cluster.BalanceAsync(account));
    }

    [Fact]
    public async Task Create_FortyForFiveSeats_FiveGetThemAndOthersHearHowManyAreLeft()
    {
        var departure = await payments.NewDepartureAsync(capacity: 5);

        var booked = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ =>
            payments.Booking(GrainCluster.NewId()).CreateAsync(BookingsToTry.Create(GrainCluster.NewId(), departure.Id))));

        Assert.Equal(5, booked.Count(static one => one.IsSuccess));
        Assert.All(booked.Where(static one => !one.IsSuccess), static one => Assert.Equal("seats_unavailable", one.Error?.Code));
        Assert.Equal((0, 5, 0), await SeatsAsync(departure.Id));
    }

    [Fact]
    public async Task Create_TheSameKeyTwentyTimesAtOnce_HoldsOnce()
    {
        var departure = await payments.NewDepartureAsync();
        var (id, command) = (GrainCluster.NewId(), BookingsToTry.Create(GrainCluster.NewId(), departure.Id, seats: 2));

        var booked = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => payments.Booking(id).CreateAsync(command)));
        var other = await payments.Booking(id).CreateAsync(command with { Seats = 3, Fingerprint = "other" });

        Assert.Single(booked, static one => one.Value is { Replayed: false });
        Assert.Single(booked.Select(static one => one.Value?.Booking.CreatedAt).Distinct());
        Assert.Equal("idempotency_key_reused", other.Error?.Code);
        Assert.Equal((8, 2, 0), await SeatsAsync(departure.Id));
    }

    [Fact]
    public async Task Create_Refused_IsInNoListAndCanBeTriedAgain()
    {
        var departure = await payments.NewDepartureAsync(capacity: 1);
        var (first, second) = (await Cluster.NewWalletAsync(), await Cluster.NewWalletAsync());
        var taken = await payments.BookAsync(first, departure.Id);
        var id = GrainCluster.NewId();

        var refused = await payments.Booking(id).CreateAsync(BookingsToTry.Create(second, departure.Id));
        Assert.Equal("seats_unavailable", refused.Error?.Code);
        Assert.Empty((await ListAsync(new BookingQuery(second, null, null, null, new PageRequest(10, null)))).Items);
        await payments.Booking(taken).QuoteCancellationAsync(new BookingActor(first, IsAdmin: false));
        var booked = await payments.Booking(id).CreateAsync(BookingsToTry.Create(second, departure.Id));

        Assert.Equal(BookingStatus.AwaitingPayment, booked.Value?.Booking.Status);
        Assert.Equal((0, 1, 0), await SeatsAsync(departure.Id));
    }

    [Fact]
    public async Task Create_WhatIsNotThere_IsRefused()
    {
        var departure = await payments.NewDepartureAsync();

        Assert.Equal(DepartureErrors.NotFound, (await payments.Booking(GrainCluster.NewId()).CreateAsync(BookingsToTry.Create(GrainCluster.NewId(), GrainCluster.NewId()))).Error);
        Assert.Equal(BookingErrors.OwnTrip, (await payments.Booking(GrainCluster.NewId()).CreateAsync(BookingsToTry.Create(departure.GuideId, departure.Id))).Error);
        Assert.Equal(BookingErrors.NotFound, (await payments.Booking(GrainCluster.NewId()).GetAsync()).Error);
    }

    [Fact]
    public async Task Cancel_ByTheTravellerThreeDaysBefore_GivesHalfBackAndTheSeats()
    {
        var departure = await payments.NewDepartureAsync(inDays: 4, policy: CancellationPolicy.Moderate);
        var (id, account) = await payments.BookAndPayAsync(departure.Id, seats: 3);

        var cancelled = await payments.CancelAsync(id, account);

        Assert.Equal((BookingStatus.Cancelled, 150_000), (cancelled.Status, cancelled.RefundAmount.Units));
        await payments.UntilRefundedAsync(BookingsToTry.PaymentOf(id), 150_000);
        Assert.Equal(150_000, await Cluster.BalanceAsync(account));
        Assert.Equal((10, 0, 0), await SeatsAsync(departure.Id));
    }

    [Fact]
    public async Task Cancel_ByTheGuide_GivesEverythingBackTheWayItCame()
    {
        var departure = await payments.NewDepartureAsync(inDays: 1, policy: CancellationPolicy.Strict);
        var (id, _) = await payments.BookAndPayAsync(departure.Id, method: "sandbox");

        var quoted = await payments.Booking(id).QuoteCancellationAsync(new BookingActor(departure.GuideId, IsAdmin: false));
        var cancelled = await payments.CancelAsync(id, departure.GuideId);

        Assert.Equal((100_000, 0, "sandbox"), (quoted.Value!.RefundAmount.Units, quoted.Value.Fee.Units, quoted.Value.RefundTo));
        Assert.Equal("cancelled_by_guide", cancelled.Reason);
        await payments.UntilRefundedAsync(BookingsToTry.PaymentOf(id), 100_000);
    }

    [Fact]
    public async Task Refund_ThatTheGatewayCannotMake_GoesToTheTravellersWallet()
    {
        var departure = await payments.NewDepartureAsync(inDays: 3, policy: CancellationPolicy.Moderate);
        var (id, account) = await payments.BookAndPayAsync(departure.Id, method: "sandbox");
        var (payment, before) = (BookingsToTry.PaymentOf(id), await Cluster.BalanceAsync(account));
        payments.Gateway.RefundScript[payment] = "pending";
        await payments.CancelAsync(id, account);
        await Eventually.TrueAsync("the refund to be on its way", async () => (await payments.GetAsync(payment)).Refunds is [{ Status: RefundStatus.Pending }]);
        var refundId = Guid.Parse((await payments.GetAsync(payment)).Refunds[0].Id);

        // Days later the bank sends it back.
        await payments.SendAsync($"{refundId}-failed", new GatewayEvent(
            GatewayEventKind.Refund, payment, refundId, Refund: payments.Gateway.EndRefund(refundId, RefundStatus.Failed)));

        await payments.UntilRefundedAsync(payment, BookingsToTry.Price / 2);
        var refunds = (await payments.GetAsync(payment)).Refunds;
        Assert.Equal(
            [(RefundOrigin.Requested, RefundStatus.Failed), (RefundOrigin.Instead, RefundStatus.Succeeded)],
            refunds.Select(static refund => (refund.Origin, refund.Status)));
        Assert.Equal(before + (BookingsToTry.Price / 2), await Cluster.BalanceAsync(account));
    }

    [Fact]
    public async Task Refund_OfEverythingByStaff_CancelsTheBookingAndItsVoucher()
    {
        var departure = await payments.NewDepartureAsync();
        var (id, account) = await payments.BookAndPayAsync(departure.Id, seats: 2);
        var payment = payments.Payment(BookingsToTry.PaymentOf(id));

        Assert.True((await payment.RefundAsync(new RefundPayment(Money.Rupiah(50_000), "hujan", "k1", "f"))).IsSuccess);
        Assert.Equal(BookingStatus.Confirmed, (await payments.GetBookingAsync(id)).Status);
        Assert.True((await payment.RefundAsync(new RefundPayment(null, "batal", "k2", "f"))).IsSuccess);

        await payments.UntilBookingAsync(id, BookingStatus.Cancelled);
        Assert.Equal("refunded", (await payments.GetBookingAsync(id)).Reason);
        Assert.Equal(200_000, await Cluster.BalanceAsync(account));
        Assert.Equal("booking_status", (await payments.Booking(id).GetVoucherAsync(new BookingActor(account, IsAdmin: false))).Error?.Code);
        await Eventually.EqualAsync("the seats to be free", (10, 0, 0), () => SeatsAsync(departure.Id));
    }

    [Fact]
    public async Task Refund_OfEverything_IsHeardOfAlthoughThePaymentStillAnswersWhatWasBefore()
    {
        var departure = await payments.NewDepartureAsync();
        var (id, account) = await payments.BookAndPayAsync(departure.Id);
        var payment = BookingsToTry.PaymentOf(id).ToString();
        var handler = Cluster.Silos.GetSiloServiceProvider().GetRequiredService<UndonePaymentHandler>();
        var now = Cluster.Time.GetUtcNow();
        var context = new EventContext(Guid.Parse(GrainCluster.NewId()), RefundEnded.SucceededType, "payment", payment, 2, now, 1);
        var ended = new RefundEnded(payment, GrainCluster.NewId(), account, Money.Rupiah(BookingsToTry.Price), null, now);

        await handler.HandleAsync(ended, context, CancellationToken.None);
        var untouched = (await payments.GetBookingAsync(id)).Status;

        Assert.Equal(BookingStatus.Confirmed, untouched);
        // What is committed is in the read model at once, and in the grain a moment later. A late step of the payment writes what the grain knows: then once more.
        await Eventually.EqualAsync("the booking", BookingStatus.Cancelled, async () =>
        {
            await payments.Database.ExecuteAsync("update payment set payment = jsonb_set(payment, '{amount_refunded}', payment->'amount_captured') where id = $1", payment);
            await handler.HandleAsync(ended, context, CancellationToken.None);
            return (await payments.GetBookingAsync(id)).Status;
        });
    }

    [Fact]
    public async Task Create_WithAGuideWhomStaffHaveShut_IsRefused()
    {
        var (departure, other) = (await payments.NewDepartureAsync(), await payments.NewDepartureAsync());
        Assert.True((await Cluster.Account(departure.GuideId).BanAsync(new BanAccount("penipuan", GrainCluster.NewId()))).IsSuccess);
        Assert.True((await Cluster.Grain<IProfileGrain>(other.GuideId).DecideVerificationAsync(new DecideVerification(false, "palsu", GrainCluster.NewId()))).IsSuccess);

        foreach (var id in (string[])[departure.Id, other.Id])
            Assert.Equal(DepartureErrors.Closed, (await payments.Booking(GrainCluster.NewId()).CreateAsync(BookingsToTry.Create(GrainCluster.NewId(), id))).Error);
    }

    [Fact]
    public async Task Departure_CalledOff_CancelsAllItsBookingsAndGivesEverythingBack()
    {
        var departure = await payments.NewDepartureAsync(inDays: 1, policy: CancellationPolicy.Strict);
        var paid = new List<(string Id, string Account)>();
        for (var i = 0; i < 3; i++)
            paid.Add(await payments.BookAndPayAsync(departure.Id));
        var unpaid = await payments.BookAsync(await Cluster.NewWalletAsync(), departure.Id);

        Assert.True((await payments.Departure(departure.Id).CancelAsync(expectedVersion: null)).IsSuccess);

        await payments.UntilBookingAsync(unpaid, BookingStatus.Cancelled);
        foreach (var (id, account) in paid)
        {
            await payments.UntilBookingAsync(id, BookingStatus.Cancelled);
            await Eventually.EqualAsync("the money to be back", BookingsToTry.Price, () => Cluster.BalanceAsync(account));
            Assert.Equal("departure_cancelled", (await payments.GetBookingAsync(id)).Reason);
        }

        await Eventually.EqualAsync("the seats to be released", 0, async () => (await payments.Departure(departure.Id).GetAsync()).Value!.Sold);
    }

    [Fact]
    public async Task Lists_OfTravellerAndGuide_PageThroughTheirBookings()
    {
        var departure = await payments.NewDepartureAsync();
        var (account, ids) = (await Cluster.NewWalletAsync(500_000), new List<string>());
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await payments.BookAsync(account, departure.Id));
            Assert.True((await payments.PayAsync(ids[i], account)).IsSuccess);
        }

        await payments.CancelAsync(ids[0], account);
        ids.Reverse();

        foreach (var query in (BookingQuery[])
            [
                new BookingQuery(account, null, null, null, new PageRequest(2, null)),
                new BookingQuery(null, departure.GuideId, null, null, new PageRequest(2, null)),
                new BookingQuery(null, departure.GuideId, departure.Id, null, new PageRequest(2, null)),
            ])
        {
            var (seen, cursor) = (new List<string>(), (string?)null);
            do
            {
                var page = await ListAsync(query with { Page = new PageRequest(2, cursor) });
                seen.AddRange(page.Items.Select(static booking => booking.Id));
                cursor = page.NextCursor;
            }
            while (cursor is not null);
            Assert.Equal(ids, seen);
        }

        var open = await ListAsync(new BookingQuery(account, null, null, BookingStatus.Confirmed, new PageRequest(10, null)));
        Assert.Equal(ids[..4], open.Items.Select(static booking => booking.Id));
        Assert.Equal(PageErrors.CursorInvalid, (await Queries.ListAsync(new BookingQuery(account, null, null, null, new PageRequest(2, "x")))).Error);
    }

    [Fact]
    public async Task HasBooked_IsWhoeverPaid()
    {
        var departure = await payments.NewDepartureAsync();
        var (_, account) = await payments.BookAndPayAsync(departure.Id);
        var other = await Cluster.NewWalletAsync();
        await payments.BookAsync(other, departure.Id);

        Assert.True(await Queries.HasBookedAsync(account, departure.TripId));
        Assert.False(await Queries.HasBookedAsync(other, departure.TripId));
    }

    [Fact]
    public async Task Voucher_IsForTheTravellerAndItsCodeForTheGuide()
    {
        var departure = await payments.NewDepartureAsync(inDays: 1);
        var (id, account) = await payments.BookAndPayAsync(departure.Id);
        var (traveller, guide) = (new BookingActor(account, IsAdmin: false), new BookingActor(departure.GuideId, IsAdmin: false));

        var voucher = (await payments.Booking(id).GetVoucherAsync(traveller)).Value!;
        Assert.Equal(BookingErrors.NotFound, (await payments.Booking(id).GetVoucherAsync(guide)).Error);
        Assert.Equal(BookingErrors.VoucherInvalid, (await payments.Booking(id).CheckInAsync(new CheckIn(guide, "0000-0000-0000-0000"))).Error);
        var checkedIn = await payments.Booking(id).CheckInAsync(new CheckIn(guide, voucher.Code.ToLowerInvariant()));
        var again = await payments.Booking(id).CheckInAsync(new CheckIn(guide, voucher.Code));

        Assert.NotNull(checkedIn.Value?.CheckedInAt);
        Assert.Equal(checkedIn.Value.CheckedInAt, again.Value?.CheckedInAt);
    }

    private async Task<(int Free, int Held, int Sold)> SeatsAsync(string departureId)
    {
        var departure = (await payments.Departure(departureId).GetAsync()).Value!;
        return (departure.Free, departure.Held, departure.Sold);
    }

    private Task<Result<PaymentResult>> PaymentForAsync(string bookingId, string payer, long units, CaptureMode capture = CaptureMode.Automatic) =>
        payments.Payment(PaymentCluster.NewId()).CreateAsync(new CreatePayment(
            payer, PaymentPurpose.Booking, bookingId, Money.Rupiah(units), capture, new PaymentSource(PaymentMethod.Wallet, null, null, null), "f"));

    private async Task<Page<Booking>> ListAsync(BookingQuery query) => (await Queries.ListAsync(query)).Value!;
}
