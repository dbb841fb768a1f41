using FsCheck;
using FsCheck.Fluent;
using Nusaloka.Bookings;
using Nusaloka.Grains.Bookings;
using Nusaloka.Payments;
using Nusaloka.Trips;
using static Nusaloka.Grains.Tests.Bookings.BookingBuilder;

namespace Nusaloka.Grains.Tests.Bookings;

/// <summary>
/// Whatever travellers, guides, clocks, gateways and dying processes do, and in whatever order: the rules, beside a world of one departure
/// and two payments, end where they should, with every seat and rupiah in one place.
/// </summary>
public sealed class BookingModelTests
{
    private static readonly string[] Acts =
        ["step", "repeat", "pay", "succeed1", "succeed2", "report1", "report2", "cancel", "guide", "callOff", "minutes", "days", "weeks", "sellOut"];

    [Fact]
    public void AnyHistory_EndsInOnePlaceWithEverySeatAndRupiahAccountedFor() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll(
            Gen.Elements(Acts).ListOf().Zip(Gen.Elements(Enum.GetValues<CancellationPolicy>())).ToArbitrary(),
            static drawn =>
            {
                var world = new World(drawn.Item2);
                foreach (var act in drawn.Item1)
                {
                    world.Do(act);
                    world.AssertSound();
                }

                world.Settle();
            }));

    /// <summary>What is outside of the booking, as far as it matters.</summary>
    private sealed class World(CancellationPolicy policy)
    {
        private const int First = 1;
        private const int Second = 2;

        private readonly Dictionary<int, PaymentStatus> _payments = [];
        private readonly Dictionary<int, long> _escrow = new() { [First] = 0, [Second] = 0 };
        private BookingState _state = Holding(policy);
        private DateTimeOffset _now = Now;
        private bool _isSold;
        private bool _isReleased;
        private bool _isSoldOut;
        private bool _isDepartureOff;
        private long _taken;
        private long _returned;
        private long _guide;
        private long _fee;

        public void Do(string act)
        {
            switch (act)
            {
                case "step":
                    Step();
                    break;
                case "repeat":
                    // The process dies after it was done and before that was written.
                    var before = _state;
                    Step();
                    _state = before;
                    Step();
                    break;
                case "pay" when !_payments.ContainsKey(First):
                    if (PayingRules.Pay(_state, new PayBooking(Traveller, new PaymentSource("x", null, null, null), "k", "f"), needsNew: true, _now).Value is { } paying)
                        (_state, _payments[First]) = (paying, PaymentStatus.RequiresAction);
                    break;
                case "succeed1":
                    Succeed(First);
                    break;
                // Made by itself while the booking waited, as POST /payments can.
                case "succeed2" when _state.Status is BookingStatus.AwaitingPayment or BookingStatus.Paying || _payments.ContainsKey(Second):
                    _payments.TryAdd(Second, PaymentStatus.RequiresAction);
                    Succeed(Second);
                    break;
                case "report1":
                    Report(First);
                    break;
                case "report2":
                    Report(Second);
                    break;
                case "cancel":
                    Cancel(AsTraveller);
                    break;
                case "guide":
                    Cancel(AsGuide);
                    break;
                case "callOff":
                    _isDepartureOff = true;
                    _state = CancellationRules.CallOff(_state, Id, _now, _now) ?? _state;
                    break;
                case "minutes":
                    Pass(TimeSpan.FromMinutes(6));
                    break;
                case "days":
                    Pass(TimeSpan.FromDays(3));
                    break;
                case "weeks":
                    Pass(TimeSpan.FromDays(16));
                    break;
                case "sellOut":
                    _isSoldOut = true;
                    break;
            }
        }

        public void AssertSound()
        {
            Assert.True(BookingTransitions.IsPlace(_state.Status, _state.Step), $"{_state.Status}/{_state.Step}");
            Assert.Equal(_taken, _returned + _guide + _fee + _escrow.Values.Sum());
            if (_state is { Status: BookingStatus.Confirmed })
                Assert.True(_isSold);
            if (_state.RefundAmount.Units > 0)
                Assert.NotNull(_state.PaidBy);
        }

        /// <summary>Everybody does what is left to do, and then it is over.</summary>
        public void Settle()
        {
            for (var i = 0; i < 40; i++)
            {
                Step();
                Report(First);
                Report(Second);
                if (_state.IsOpen)
                    Pass(TimeSpan.FromDays(3));
                AssertSound();
            }

            Assert.False(_state.IsOpen, $"{_state.Status}/{_state.Step} is open for ever");
            Assert.Contains(_state.Status, (BookingStatus[])[BookingStatus.Completed, BookingStatus.Cancelled, BookingStatus.Expired, BookingStatus.Refused]);
            Assert.Equal(0, _escrow.Values.Sum());
            Assert.Equal(_state.Status == BookingStatus.Completed, _isSold);
            if (_state.Status == BookingStatus.Completed)
                Assert.Equal((1_350_000, 150_000), (_guide, _fee));
            if (_state is { Status: BookingStatus.Expired or BookingStatus.Refused })
                Assert.Equal(0, _guide + _fee);
        }

        private void Succeed(int payment)
        {
            if (_payments.GetValueOrDefault(payment, PaymentStatus.Canceled) != PaymentStatus.RequiresAction)
                return;
            _payments[payment] = PaymentStatus.Succeeded;
            _taken += _state.Total.Units;
            _escrow[payment] += _state.Total.Units;
        }

        /// <summary>The event of a payment that has succeeded: now, again, or very late.</summary>
        private void Report(int payment)
        {
            if (_payments.GetValueOrDefault(payment) != PaymentStatus.Succeeded || _state.PaidBy == NameOf(payment))
                return;
            if (PayingRules.Accept(_state, PaymentOf(_state, NameOf(payment)), _now) is { } accepted)
                _state = accepted;
            else
                Return(payment, _escrow[payment]);
        }

        private void Step()
        {
            switch (_state.Step)
            {
                case BookingStep.Hold:
                    _state = _now >= _state.ExpiresAt
                        ? PayingRules.Expire(_state, Id, null, _now)
                        : BookingRules.Ended(_state, Id, !_isSoldOut && !_isDepartureOff, _now, _isSoldOut ? "seats_unavailable" : null);
                    break;
                case BookingStep.Confirm:
                    var isFree = _isSold || (!_isReleased && !_isDepartureOff && (_now < _state.ExpiresAt || !_isSoldOut));
                    _isSold |= isFree;
                    _state = isFree ? PayingRules.Sold(_state, Id, TimeSpan.FromDays(1), _now) : PayingRules.Unsold(_state, Id, "hold_expired", _now);
                    break;
                case BookingStep.StopPayment:
                    if (_payments.GetValueOrDefault(First) == PaymentStatus.RequiresAction)
                        _payments[First] = PaymentStatus.Canceled;
                    _state = BookingRules.Ended(_state, Id, isDone: true, _now);
                    break;
                case BookingStep.Release:
                    (_isSold, _isReleased) = (false, true);
                    _state = BookingRules.Ended(_state, Id, isDone: true, _now);
                    break;
                case BookingStep.Refund:
                    // By its key the payment knows it, so that a repeat gives nothing more.
                    Return(Paid, _state.RefundAmount.Units - (_state.Total.Units - _escrow[Paid]));
                    _state = BookingRules.Ended(_state, Id, isDone: true, _now);
                    break;
                case BookingStep.PayOut:
                    var earned = _escrow[Paid];
                    _fee += PayingRules.FeeOf(Money.Rupiah(earned), _state.FeeBasisPoints).Units;
                    _guide += earned - PayingRules.FeeOf(Money.Rupiah(earned), _state.FeeBasisPoints).Units;
                    _escrow[Paid] = 0;
                    _state = PayingRules.PaidOut(_state, Id, Money.Rupiah(_guide), Money.Rupiah(_fee), _now);
                    break;
            }
        }

        private int Paid => _state.PaidBy == NameOf(First) ? First : Second;

        private void Return(int payment, long units)
        {
            _escrow[payment] -= units;
            _returned += units;
        }

        private void Cancel(BookingActor actor)
        {
            if (CancellationRules.Quote(_state, Id, actor, _now).Value is not { } quoted)
                return;
            _state = quoted;
            if (quoted.Status != BookingStatus.Cancelled)
                _state = CancellationRules.Confirm(quoted, Id, new ConfirmCancellation(actor, quoted.Quoted[^1].Id), _now).Value ?? _state;
        }

        private void Pass(TimeSpan time)
        {
            _now += time;
            if (!BookingSchedule.IsDue(_state, _now))
                return;
            var payment = _state.Payments > 0 ? _payments.GetValueOrDefault(First) : (PaymentStatus?)null;
            if (_state.PayoutAt is not null)
                _state = PayingRules.PayOut(_state, _now);
            else if (payment == PaymentStatus.Succeeded)
                Report(First);
            else
                _state = PayingRules.Expire(_state, Id, payment, _now);
        }

        private static string NameOf(int payment) => $"p-{payment}";
    }
}
