using Nusaloka.Bookings;
using Nusaloka.Departures;
using Nusaloka.Grains.Bookings;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Grains.Tests.Payments;
using Nusaloka.Payments;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Bookings;

/// <summary>
/// Everything that a booking does outside fails once before it is done, or is done and its answer is lost, as when a process dies: it goes on
/// by itself, or when it is asked again with the same key, and everything happens once.
/// </summary>
public sealed class BookingFaultTests(PaymentCluster payments) : IClassFixture<PaymentCluster>, IAsyncLifetime
{
    private GrainCluster Cluster => payments.Cluster;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => payments.AssertBooksAsync();

    [Theory]
    [InlineData("departure", nameof(IDepartureGrain.HoldAsync), false)]
    [InlineData("departure", nameof(IDepartureGrain.HoldAsync), true)]
    [InlineData("payment", nameof(IPaymentGrain.CreateAsync), false)]
    [InlineData("payment", nameof(IPaymentGrain.CreateAsync), true)]
    [InlineData("payment", nameof(IPaymentGrain.ConfirmAsync), false)]
    [InlineData("payment", nameof(IPaymentGrain.ConfirmAsync), true)]
    [InlineData("departure", nameof(IDepartureGrain.ConfirmAsync), false)]
    [InlineData("departure", nameof(IDepartureGrain.ConfirmAsync), true)]
    [InlineData("departure", nameof(IDepartureGrain.ReleaseAsync), false)]
    [InlineData("departure", nameof(IDepartureGrain.ReleaseAsync), true)]
    [InlineData("payment", nameof(IPaymentGrain.RefundAsync), false)]
    [InlineData("payment", nameof(IPaymentGrain.RefundAsync), true)]
    public async Task BookPayAndCancel_WithOneCallThatDies_HappensOnceAndEndsAsAlways(string grain, string call, bool isDone)
    {
        var departure = await payments.NewDepartureAsync();
        var (id, account) = (GrainCluster.NewId(), await Cluster.NewWalletAsync(500_000));
        var happened = Break(grain == "departure" ? departure.Id : BookingRules.PaymentIdOf(id, 1), call, isDone);

        await AtLastAsync(() => payments.Booking(id).CreateAsync(BookingsToTry.Create(account, departure.Id, seats: 2)));
        await AtLastAsync(() => payments.PayAsync(id, account, key: "k"));
        await payments.UntilBookingAsync(id, BookingStatus.Confirmed);
        Assert.Equal((8, 0, 2), await SeatsAsync(departure.Id));
        Assert.Equal(300_000, await Cluster.BalanceAsync(account));

        await payments.CancelAsync(id, departure.GuideId);
        payments.Time.Advance(TimeSpan.FromSeconds(6));
        await Eventually.EqualAsync("the money to be back", 500_000, () => Cluster.BalanceAsync(account));
        await Eventually.EqualAsync("the seats to be free", (10, 0, 0), () => SeatsAsync(departure.Id));
        await UntilIdleAsync(id);
        Assert.Equal(1, happened());
        Assert.Single((await payments.GetAsync(BookingsToTry.PaymentOf(id))).Refunds);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CancelUnpaid_WhosePaymentCannotBeStoppedAtOnce_StopsItLater(bool isDone)
    {
        var departure = await payments.NewDepartureAsync();
        var account = await Cluster.NewWalletAsync();
        var id = await payments.BookAsync(account, departure.Id);
        await payments.PayAsync(id, account, "sandbox", ScriptedGateway.Asks);
        var happened = Break(BookingRules.PaymentIdOf(id, 1), nameof(IPaymentGrain.CancelAsync), isDone);

        var cancelled = await payments.CancelAsync(id, account);
        Assert.Equal((BookingStatus.Cancelled, 0), (cancelled.Status, cancelled.RefundAmount.Units));
        payments.Time.Advance(TimeSpan.FromSeconds(6));

        await payments.UntilAsync(BookingsToTry.PaymentOf(id), PaymentStatus.Canceled);
        await Eventually.EqualAsync("the seats to be free", (10, 0, 0), () => SeatsAsync(departure.Id));
        await UntilIdleAsync(id);
        Assert.Equal(1, happened());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Payout_ThatDiesAtThePayment_HappensOnce(bool isDone)
    {
        var departure = await payments.NewDepartureAsync(inDays: 2);
        var (id, _) = await payments.BookAndPayAsync(departure.Id, seats: 3);
        var guide = await Cluster.BalanceAsync(departure.GuideId);
        var happened = Break(BookingRules.PaymentIdOf(id, 1), nameof(IPaymentGrain.ReleaseAsync), isDone);

        payments.Time.Advance(departure.EndsAt + TimeSpan.FromHours(24) - payments.Time.GetUtcNow());
        await Eventually.EqualAsync("the first try", 1, () => Task.FromResult(happened()));
        payments.Time.Advance(TimeSpan.FromSeconds(6));

        await payments.UntilBookingAsync(id, BookingStatus.Completed);
        Assert.Equal((guide + 270_000, 30_000), (await Cluster.BalanceAsync(departure.GuideId), await payments.FeeTakenAsync(id)));
    }

    [Fact]
    public async Task Payout_WhoseStateForgetsThatItWas_MovesNothingTwice()
    {
        var departure = await payments.NewDepartureAsync(inDays: 2);
        var (id, _) = await payments.BookAndPayAsync(departure.Id);
        payments.Time.Advance(departure.EndsAt + TimeSpan.FromHours(24) - payments.Time.GetUtcNow());
        await payments.UntilBookingAsync(id, BookingStatus.Completed);
        var guide = await Cluster.BalanceAsync(departure.GuideId);

        // As if the process had died between the ledger and the booking's state.
        var ledger = (BookingLedger)Cluster.Silos.GetSiloServiceProvider().GetService(typeof(BookingLedger))!;
        var state = BookingBuilder.Confirmed() with { GuideId = departure.GuideId, TripTitle = (await payments.GetBookingAsync(id)).TripTitle };
        var again = await ledger.PayOutAsync(state, id, new ReleasedPayment(Money.Rupiah(BookingsToTry.Price), Money.Rupiah(0)));

        Assert.Equal((Money.Rupiah(90_000), Money.Rupiah(10_000)), again);
        Assert.Equal(guide, await Cluster.BalanceAsync(departure.GuideId));
    }

    [Fact]
    public async Task Refund_ThatTheEventOfAStrayPaymentCannotMakeAtOnce_IsMadeLaterAndOnce()
    {
        var departure = await payments.NewDepartureAsync();
        var account = await Cluster.NewWalletAsync(500_000);
        var id = await payments.BookAsync(account, departure.Id);
        var stray = PaymentCluster.NewId();
        Assert.True((await payments.Payment(stray).CreateAsync(new CreatePayment(
            account, PaymentPurpose.Booking, id, Money.Rupiah(BookingsToTry.Price), CaptureMode.Automatic,
            new PaymentSource(PaymentMethod.Wallet, null, null, null), "f"))).IsSuccess);
        await payments.PayAsync(id, account);
        var happened = Break(stray.ToString(), nameof(IPaymentGrain.RefundAsync), isDone: true);

        await payments.Payment(stray).ConfirmAsync(new ConfirmPayment(null));

        await payments.UntilRefundedAsync(stray, BookingsToTry.Price);
        await Eventually.EqualAsync("the event to be delivered", 0L, () => payments.Database.ScalarAsync<long>(
            "select count(*) from outbox_event where source_id = $1", stray.ToString()));
        Assert.Equal(1, happened());
        Assert.Equal(400_000, await Cluster.BalanceAsync(account));
    }

    private Func<int> Break(string key, string call, bool isDone) =>
        isDone ? Cluster.Calls.LoseFirst(call, key) : Cluster.Calls.FailFirst(call, key);

    private Task UntilIdleAsync(string id) => Eventually.TrueAsync("the booking to have nothing to do", async () => await payments.Database.ScalarAsync<bool>(
        "select state->>'step' = 'none' from grain_state where kind = 'booking' and id = $1", id));

    private async Task<(int Free, int Held, int Sold)> SeatsAsync(string departureId)
    {
        var departure = (await payments.Departure(departureId).GetAsync()).Value!;
        return (departure.Free, departure.Held, departure.Sold);
    }

    /// <summary>Asks with the same key until there is an answer, as a client does that was told nothing.</summary>
    private static async Task AtLastAsync<T>(Func<Task<Result<T>>> ask)
        where T : class
    {
        Error? refusal = null;
        await Eventually.TrueAsync(
            "an answer",
            async () =>
            {
                try
                {
                    var answer = await ask();
                    refusal = answer.Error;
                    return answer.IsSuccess;
                }
                catch (ProcessDiedException)
                {
                    return false;
                }
            },
            () => Task.FromResult($"{refusal}"));
    }
}
