using Nusaloka.Bookings;
using Nusaloka.Departures;
using Nusaloka.Grains.Bookings;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Grains.Tests.Payments;
using Nusaloka.Grains.Tests.Trips;
using Nusaloka.Payments;
using Nusaloka.Testing;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Tests.Bookings;

/// <summary>Departures and bookings for tests, over real trips, payments and the ledger.</summary>
internal static class BookingsToTry
{
    public const long Price = 100_000;

    private static readonly TimeSpan Makassar = TimeSpan.FromHours(8);

    /// <summary>A departure that is open; its trip has one day.</summary>
    public static async Task<Departure> NewDepartureAsync(
        this PaymentCluster payments, int capacity = 10, int inDays = 30, CancellationPolicy policy = CancellationPolicy.Moderate, long price = Price)
    {
        var trip = await payments.Cluster.NewTripAsync(TripsToTry.Complete with { CancellationPolicy = policy });
        var startsOn = DateOnly.FromDateTime(payments.Time.GetUtcNow().ToOffset(Makassar).Date).AddDays(inDays);
        var saved = await payments.Departure(GrainCluster.NewId()).SaveAsync(new SaveDeparture(
            trip.Id, trip.GuideId, startsOn, Days: 1, "Asia/Makassar", capacity, MinPeople: 1, CutOff: null, Money.Rupiah(price), ExpectedVersion: null));
        return saved.Value ?? throw new InvalidOperationException($"No departure: {saved.Error}");
    }

    public static IDepartureGrain Departure(this PaymentCluster payments, string id) => payments.Cluster.Grain<IDepartureGrain>(id);

    public static IBookingGrain Booking(this PaymentCluster payments, string id) => payments.Cluster.Grain<IBookingGrain>(id);

    public static async Task<Booking> GetBookingAsync(this PaymentCluster payments, string id) =>
        (await payments.Booking(id).GetAsync()).Value ?? throw new InvalidOperationException($"No booking {id}.");

    public static CreateBooking Create(string account, string departure, int seats = 1) => new(
        account, departure, seats, [], "", new BookingContact("Siti Aminah", "+6281234567890", null), "fingerprint");

    /// <summary>A booking whose seats are held.</summary>
    public static async Task<string> BookAsync(this PaymentCluster payments, string account, string departure, int seats = 1)
    {
        var id = GrainCluster.NewId();
        var booked = await payments.Booking(id).CreateAsync(Create(account, departure, seats));
        Assert.True(booked.IsSuccess, $"{booked.Error}");
        Assert.Equal(BookingStatus.AwaitingPayment, booked.Value.Booking.Status);
        return id;
    }

    /// <summary>Pays a booking, by default from the wallet.</summary>
    public static Task<Result<BookingPayment>> PayAsync(
        this PaymentCluster payments, string id, string account, string method = PaymentMethod.Wallet, string? token = null, string? key = null) =>
        payments.Booking(id).PayAsync(new PayBooking(account, new PaymentSource(method, token, null, null), key ?? GrainCluster.NewId(), "fingerprint"));

    /// <summary>What our fees got of a booking. Their balance tells less: when the clock moves, other tests' bookings come due as well.</summary>
    public static Task<long> FeeTakenAsync(this PaymentCluster payments, string id) => payments.Database.ScalarAsync<long>(
        "select coalesce(sum(amount), 0)::bigint from ledger_transfer join ledger_account a on a.id = credit_account_id where ledger_transfer.id = $1 and code = 'system:fees'",
        BookingLedger.PayoutId(id, "fee"));

    /// <summary>A booking that is paid and has its seats, and its traveller.</summary>
    public static async Task<(string Id, string Account)> BookAndPayAsync(
        this PaymentCluster payments, string departure, int seats = 1, string method = PaymentMethod.Wallet)
    {
        var account = await payments.Cluster.NewWalletAsync(Price * seats);
        var id = await payments.BookAsync(account, departure, seats);
        var paid = await payments.PayAsync(id, account, method);
        Assert.True(paid.IsSuccess, $"{paid.Error}");
        Assert.Equal(BookingStatus.Confirmed, paid.Value.Booking.Status);
        return (id, account);
    }

    /// <summary>The id of a booking's first payment.</summary>
    public static Guid PaymentOf(string id) => Guid.Parse(BookingRules.PaymentIdOf(id, 1));

    /// <summary>The gateway says by webhook that it has a payment's money.</summary>
    public static Task<Result> ReportPaidAsync(this PaymentCluster payments, Guid paymentId) => payments.SendAsync(
        $"{paymentId}-paid", new GatewayEvent(GatewayEventKind.Payment, paymentId, Payment: payments.Gateway.Pay(paymentId)));

    public static Task UntilBookingAsync(this PaymentCluster payments, string id, BookingStatus status) => Eventually.EqualAsync(
        $"booking {id} to be {status}", status, async () => (await payments.GetBookingAsync(id)).Status);

    /// <summary>Cancels by a quote.</summary>
    public static async Task<Booking> CancelAsync(this PaymentCluster payments, string id, string account)
    {
        var actor = new BookingActor(account, IsAdmin: false);
        var quoted = await payments.Booking(id).QuoteCancellationAsync(actor);
        Assert.True(quoted.IsSuccess, $"{quoted.Error}");
        var cancelled = await payments.Booking(id).ConfirmCancellationAsync(new ConfirmCancellation(actor, quoted.Value.Id));
        return cancelled.Value ?? throw new InvalidOperationException($"Not cancelled: {cancelled.Error}");
    }

    /// <summary>All of a payment's money is back with its payer.</summary>
    public static Task UntilRefundedAsync(this PaymentCluster payments, Guid paymentId, long units) => Eventually.EqualAsync(
        $"the refund of {paymentId}", units, async () => (await payments.GetAsync(paymentId)).AmountRefunded.Units);

    /// <summary>What bookings' payments have brought into escrow and nothing has taken out.</summary>
    public static Task<long> EscrowAsync(this PaymentCluster payments) => payments.BalanceAsync("system:booking_escrow");

    /// <summary>The books balance, and escrow has what open bookings have paid, to the rupiah.</summary>
    public static async Task AssertBooksAsync(this PaymentCluster payments)
    {
        var kept = await payments.Database.ScalarAsync<long>(
            """
            select coalesce(sum((b.state->'total'->>'units')::bigint - (b.state->'refund_amount'->>'units')::bigint), 0)::bigint
            from grain_state b
            where b.kind = 'booking' and b.state->>'paid_by' is not null and b.state->>'payout_amount' is null
            """);
        await Eventually.EqualAsync("escrow to have what open bookings have paid", kept, payments.EscrowAsync);
        await LedgerInvariants.AssertAsync(payments.Database);
        Assert.Equal(0, await payments.BalanceAsync("system:payment_suspense"));
        Assert.Equal(0, await payments.Database.ScalarAsync<long>("select count(*) from outbox_dead_letter where type like 'booking.%' or type like 'payment.%'"));
    }
}
