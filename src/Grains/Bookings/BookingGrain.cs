using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nusaloka.Bookings;
using Nusaloka.Departures;
using Nusaloka.Grains.State;
using Nusaloka.Payments;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Bookings;

/// <summary>
/// One booking. What it is about to do outside is written first, with a reminder that goes on with it when this process does not; then it
/// is done; then what came of it is written. See <see cref="BookingTransitions"/> for where it can go, <see cref="BookingSteps"/> for what it does.
/// </summary>
[GrainType("booking")]
internal sealed partial class BookingGrain : Grain, IBookingGrain, IBookingSagaGrain, IRemindable
{
    private const string ReminderName = "booking";

    /// <summary>More steps than any way through a booking has.</summary>
    private const int MaxStepsInARow = 10;

    private readonly CommittedState<BookingState> _state;
    private readonly BookingSteps _steps;
    private readonly VoucherCodes _codes;
    private readonly Guides _guides;
    private readonly BookingOptions _options;
    private readonly TimeProvider _time;
    private readonly SagaReminder _reminder;
    private readonly ILogger<BookingGrain> _logger;
    private int _failures;

    public BookingGrain(
        [PersistentState("state")] IPersistentState<BookingState> state,
        BookingSteps steps,
        VoucherCodes codes,
        Guides guides,
        IOptions<BookingOptions> options,
        TimeProvider time,
        ILogger<BookingGrain> logger)
    {
        _state = new CommittedState<BookingState>(this, state);
        _steps = steps;
        _codes = codes;
        _guides = guides;
        _options = options.Value;
        _time = time;
        _reminder = new SagaReminder(this, ReminderName, time);
        _logger = logger;
    }

    private string Id => this.GetPrimaryKeyString();

    private BookingState State => _state.Value;

    private DateTimeOffset Now => _time.GetStoredUtcNow();

    public async Task<Result<BookingResult>> CreateAsync(CreateBooking command, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(Id, out _))
            throw new InvalidOperationException($"The key of a booking is a UUID, not '{Id}'.");
        if (State.Exists && State.Fingerprint != command.Fingerprint)
            return BookingErrors.KeyReused;

        var isReplay = State.Exists && !State.IsVoid;
        if (!isReplay)
        {
            var begun = await BeginAsync(command, cancellationToken);
            if (!begun.IsSuccess)
                return begun.Error;
            await CommitAsync(begun.Value);
        }

        var refusal = State.Step == BookingStep.Hold ? await GoOnAsync() : null;
        return State.Step == BookingStep.Hold ? BookingErrors.Unavailable
            : State.IsVoid ? refusal ?? BookingErrors.Status(State.Status, "held")
            : new BookingResult(View(), isReplay);
    }

    public Task<Result<Booking>> GetAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Result<Booking>>(State.Exists ? View() : BookingErrors.NotFound);

    public Task<Result<Booking>> ChangeGuestsAsync(ChangeGuests command, CancellationToken cancellationToken) =>
        DoAsync(BookingRules.ChangeGuests(State, command, Now));

    public async Task<Result<CancellationQuote>> QuoteCancellationAsync(BookingActor actor, CancellationToken cancellationToken)
    {
        var quoted = CancellationRules.Quote(State, Id, actor, Now);
        if (!quoted.IsSuccess)
            return quoted.Error;
        await CommitAsync(quoted.Value);
        await GoOnAsync();
        return CancellationRules.View(State, Id, actor);
    }

    public Task<Result<Booking>> ConfirmCancellationAsync(ConfirmCancellation command, CancellationToken cancellationToken) =>
        DoAsync(CancellationRules.Confirm(State, Id, command, Now));

    public Task<Result<Voucher>> GetVoucherAsync(BookingActor actor, CancellationToken cancellationToken)
    {
        Result<Voucher> voucher = BookingRules.RoleOf(State, actor) is not (BookingRole.Traveller or BookingRole.Admin) ? BookingErrors.NotFound
            : State.Status is not (BookingStatus.Confirmed or BookingStatus.Completed) ? BookingErrors.Status(State.Status, "shown to the guide")
            : new Voucher(View(), _codes.Of(Id));
        return Task.FromResult(voucher);
    }

    public Task<Result<Booking>> CheckInAsync(CheckIn command, CancellationToken cancellationToken) =>
        DoAsync(BookingRules.CheckIn(State, command.Actor, _codes.IsRight(Id, command.Code), Now));

    public Task<Result<Booking>> ComplainAsync(Complain command, CancellationToken cancellationToken) =>
        DoAsync(ComplaintRules.Complain(State, Id, command, Now));

    public Task<Result<Booking>> DecideComplaintAsync(DecideComplaint command, CancellationToken cancellationToken)
    {
        var decided = ComplaintRules.Decide(State, Id, command, _options.PayoutDelay, Now);
        if (decided.IsSuccess && decided.Value != State)
            LogDecided(Id, command.RefundAmount.Units, command.OfficerId);
        return DoAsync(decided);
    }

    public async Task<PaymentVerdict> AcceptAsync(PaymentForBooking payment, CancellationToken cancellationToken)
    {
        if (!State.Exists)
            return PaymentVerdict.Unknown;
        if (State.PaidBy != payment.Id)
        {
            if (PayingRules.Accept(State, payment, Now) is not { } accepted)
                return PaymentVerdict.Unwanted;
            await CommitAsync(accepted);
        }

        await GoOnAsync();
        return PaymentVerdict.Taken;
    }

    public async Task<bool> CallOffAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (CancellationRules.CallOff(State, Id, at, Now) is not { } calledOff)
            return false;
        // Who calls this has many to call: the reminder does the rest.
        await TakeAsync(calledOff);
        return true;
    }

    public async Task<bool> UndoAsync(string paymentId, bool isLost, CancellationToken cancellationToken)
    {
        if (CancellationRules.Undo(State, Id, paymentId, isLost, Now) is not { } undone)
            return false;
        await TakeAsync(undone);
        await GoOnAsync();
        return true;
    }

    public async Task EraseAsync(CancellationToken cancellationToken)
    {
        if (!State.Exists)
            return;
        await TakeAsync(CancellationRules.Abandon(BookingRules.Erase(State, Now), Id, Now));
        await GoOnAsync();
    }

    public async Task<bool> ForgetPeopleAsync(CancellationToken cancellationToken)
    {
        var forgotten = BookingRules.ForgetPeople(State, _options.PeopleKept, Now);
        var hasForgotten = forgotten != State;
        await TakeAsync(forgotten);
        return hasForgotten;
    }

    /// <summary>Goes on with what was begun, and does what is due.</summary>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        _reminder.HasTicked();
        await GoOnAsync();
        if (!BookingSchedule.IsDue(State, Now))
            return;

        if (State.PayoutAt is not null)
            await TakeAsync(await BeginPayOutAsync());
        else
            await EndCountdownAsync();
        await GoOnAsync();
    }

    private Booking View() => State.View(Id);

    private async Task<Result<BookingState>> BeginAsync(CreateBooking command, CancellationToken cancellationToken)
    {
        if (BookingRules.Check(command) is { } wrong)
            return wrong;
        var departure = await GrainFactory.GetGrain<IDepartureGrain>(command.DepartureId).GetAsync(cancellationToken);
        if (!departure.IsSuccess)
            return departure.Error;
        var trip = await GrainFactory.GetGrain<ITripGrain>(departure.Value.TripId).GetAsync(cancellationToken);
        if (!trip.IsSuccess)
            return DepartureErrors.Closed;
        var mayGuide = await _guides.MayGuideAsync(departure.Value.GuideId, cancellationToken);
        return BookingRules.Create(State, command, new BookingOffer(departure.Value, trip.Value, mayGuide, _options.HoldTime, _options.FeeBasisPoints), Now);
    }

    /// <summary>
    /// The booking whose money is about to leave escrow, or waits. Whether the guide is banned is asked before that is begun, not while it is done: what is
    /// released of the payment cannot be given back any more.
    /// </summary>
    private async Task<BookingState> BeginPayOutAsync() =>
        State.Complaint is null && await _guides.IsBannedAsync(State.GuideId, CancellationToken.None)
            ? ComplaintRules.HoldForBan(State, Now)
            : PayingRules.PayOut(State, Now);

    /// <summary>The countdown is over: unless the money is there or on its way, so is the booking.</summary>
    private async Task EndCountdownAsync()
    {
        var payment = await _steps.FindPaymentAsync(State.PaymentId(Id), CancellationToken.None);
        if (payment is { Status: PaymentStatus.Succeeded } && PayingRules.Accept(State, OfPayment(payment), Now) is { } accepted)
            await CommitAsync(accepted);
        else
            await TakeAsync(PayingRules.Expire(State, Id, payment?.Status, Now));
    }

    /// <summary>Brings what is begun to its end, as far as the others do their part now; the reminder goes on with the rest.</summary>
    /// <returns>Why the last step was refused; null when it was not.</returns>
    private async Task<Error?> GoOnAsync()
    {
        Error? refusal = null;
        for (var steps = 0; State.Step != BookingStep.None && steps < MaxStepsInARow; steps++)
        {
            StepOutcome outcome;
            try
            {
                outcome = await _steps.RunAsync(State, Id, Now, CancellationToken.None);
            }
            catch (Exception exception)
            {
                // Another grain's silo may be gone, or the database: it may or may not be done, and is done again.
                LogWaits(exception, Id, State.Step, ++_failures);
                break;
            }

            await CommitAsync(outcome.Next);
            (_failures, refusal) = (0, outcome.Refusal);
        }

        await _reminder.AfterAsync(BookingSchedule.DueAt(State, _failures, Now));
        return refusal;
    }

    /// <summary>Takes up what was decided, brings what it begins to its end, and answers the booking as it is then; or why it was refused.</summary>
    private async Task<Result<Booking>> DoAsync(Result<BookingState> decided)
    {
        if (!decided.IsSuccess)
            return decided.Error;
        await TakeAsync(decided.Value);
        // Seats are asked for by who made the booking, and hears of it when they are refused.
        if (State.Step is not (BookingStep.None or BookingStep.Hold))
            await GoOnAsync();
        return View();
    }

    private Task TakeAsync(BookingState next) => next == State ? Task.CompletedTask : CommitAsync(next);

    /// <summary>Writes the next state; before it the reminder that goes on with it.</summary>
    private async Task CommitAsync(BookingState next)
    {
        await _reminder.BeforeAsync(BookingSchedule.DueAt(next, _failures, Now));
        await _state.CommitAsync(next);
    }

    private static PaymentForBooking OfPayment(Payment payment) => new(payment.Id, payment.PayerId, payment.AmountCaptured, payment.Method ?? "");

    [LoggerMessage(EventId = 6106, Level = LogLevel.Information, Message = "Of booking {BookingId} {Units} rupiah go back to the traveller, as officer {OfficerId} has decided")]
    private partial void LogDecided(string bookingId, long units, string officerId);

    [LoggerMessage(EventId = 6101, Level = LogLevel.Warning, Message = "Booking {BookingId} waits at step {Step} after {Failures} failures")]
    private partial void LogWaits(Exception exception, string bookingId, BookingStep step, int failures);
}
