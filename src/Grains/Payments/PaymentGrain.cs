using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Grains.Payments.Reconciliations;
using Nusaloka.Grains.State;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments;

/// <summary>
/// One payment. What it is about to do outside is written first, with a reminder that goes on with it when this process does not; then
/// it is done; then what came of it is written. See <see cref="PaymentTransitions"/> for where it can go, <see cref="PaymentSteps"/>
/// for what it does.
/// </summary>
[GrainType("payment")]
internal sealed partial class PaymentGrain : Grain, IPaymentGrain, IGatewayNewsGrain, IUnclaimedPaymentGrain, IComparedGrain, IRemindable
{
    private const string ReminderName = "payment";

    /// <summary>Steps in one go; the rest waits for the reminder, so that others get their turn.</summary>
    private const int MaxStepsInARow = 20;

    private readonly CommittedState<PaymentState> _state;
    private readonly PaymentMethods _methods;
    private readonly PaymentSubjects _subjects;
    private readonly PaymentSteps _steps;
    private readonly PaymentNews _news;
    private readonly ReconciliationStore _comparisons;
    private readonly TimeProvider _time;
    private readonly SagaReminder _reminder;
    private readonly ILogger<PaymentGrain> _logger;
    private int _failures;

    public PaymentGrain(
        [PersistentState("state")] IPersistentState<PaymentState> state,
        PaymentMethods methods,
        PaymentSubjects subjects,
        PaymentSteps steps,
        PaymentNews news,
        ReconciliationStore comparisons,
        TimeProvider time,
        ILogger<PaymentGrain> logger)
    {
        _state = new CommittedState<PaymentState>(this, state);
        _methods = methods;
        _subjects = subjects;
        _steps = steps;
        _news = news;
        _comparisons = comparisons;
        _time = time;
        _reminder = new SagaReminder(this, ReminderName, time);
        _logger = logger;
    }

    private string Id => this.GetPrimaryKeyString();

    private PaymentState State => _state.Value;

    private DateTimeOffset Now => _time.GetStoredUtcNow();

    public async Task<Result<PaymentResult>> CreateAsync(CreatePayment command, CancellationToken cancellationToken)
    {
        if (State.Exists && State.Fingerprint == command.Fingerprint)
            return Answer(isReplay: true);
        if (!Guid.TryParse(Id, out _))
            throw new InvalidOperationException($"The key of a payment is a UUID, not '{Id}'.");

        var created = PaymentRules.Create(State, command, Now);
        if (!created.IsSuccess)
            return created.Error;
        if (command.Source is { } source
            && _methods.Check(command.Purpose, command.CaptureMode, command.Amount, source.Method) is { } unavailable)
        {
            return unavailable;
        }

        var (payee, misfit) = await _subjects.CheckAsync(Id, command, cancellationToken);
        if (misfit is not null)
            return misfit;

        await CommitAsync(created.Value with { Payee = payee });
        return Answer(isReplay: false);
    }

    public async Task<Result<Payment>> GetAsync(CancellationToken cancellationToken) =>
        await _state.SettledAsync() is { Exists: true } settled ? settled.View(Id) : PaymentErrors.NotFound;

    public async Task<Result<PaymentResult>> ConfirmAsync(ConfirmPayment command, CancellationToken cancellationToken)
    {
        if (PaymentRules.Confirmed(State, command) is { } before)
            return before.IsSuccess ? Answer(isReplay: true) : before.Error;

        var confirmed = PaymentRules.Confirm(State, Id, command, Now);
        if (!confirmed.IsSuccess)
            return confirmed.Error;
        if (confirmed.Value.Current is { } attempt
            && _methods.Check(State.Purpose, State.CaptureMode, State.Amount, attempt.Method) is { } unavailable)
        {
            return unavailable;
        }

        // Whoever could not get the money need not pay it first. It may still be so when it comes: then it goes back.
        if (await _methods.CheckWalletAsync(State, cancellationToken) is { } full)
            return full;

        var found = State;
        await CommitAsync(confirmed.Value);
        return await GoOnAsync(found, PaymentRules.Unconfirm) ? Answer(isReplay: false) : PaymentErrors.GatewayUnavailable;
    }

    public async Task<Result<PaymentResult>> CaptureAsync(CapturePayment command, CancellationToken cancellationToken)
    {
        if (PaymentRules.Captured(State, command) is { } before)
            return before.IsSuccess ? Answer(isReplay: true) : before.Error;

        var captured = PaymentRules.Capture(State, command, AbilitiesOf(State.Current).PartialCapture, Now);
        if (!captured.IsSuccess)
            return captured.Error;

        var found = State;
        await CommitAsync(captured.Value);
        return await GoOnAsync(found, PaymentRules.Uncapture) ? Answer(isReplay: false) : PaymentErrors.GatewayUnavailable;
    }

    public async Task<Result<PaymentResult>> CancelAsync(CancellationToken cancellationToken)
    {
        if (State is { Exists: true, Status: PaymentStatus.Canceled, Step: PaymentStep.None })
            return Answer(isReplay: true);

        var canceled = PaymentRules.Cancel(State, Id, PaymentCommandKind.Cancel, Now);
        if (!canceled.IsSuccess)
            return canceled.Error;

        var found = State;
        await CommitAsync(canceled.Value);
        await GoOnAsync(found);
        // The payer was faster: what is paid is not canceled.
        return State.Status is PaymentStatus.Succeeded or PaymentStatus.Processing
            ? PaymentErrors.Status(State.Status, "canceled")
            : Answer(isReplay: false);
    }

    public async Task<Result<RefundResult>> RefundAsync(RefundPayment command, CancellationToken cancellationToken)
    {
        var refundId = RefundRules.IdOf(Id, command.Key);
        if (State.Refunds.FirstOrDefault(refund => refund.Id == refundId) is { } before)
        {
            return before.Fingerprint == command.Fingerprint
                ? new RefundResult(before.View(Id), Replayed: true)
                : PaymentErrors.KeyReused;
        }

        var requested = RefundRules.Request(State, Id, command, AbilitiesOf(State.Current).PartialRefund, Now);
        if (!requested.IsSuccess)
            return requested.Error;

        var found = State;
        await CommitAsync(requested.Value);
        await GoOnAsync(found);
        return new RefundResult(State.Refunds.First(refund => refund.Id == refundId).View(Id), Replayed: false);
    }

    public async Task<Result<ReleasedPayment>> ReleaseAsync(ReleasePayment command, CancellationToken cancellationToken)
    {
        var released = ReleaseRules.Release(State, command, Now);
        if (!released.IsSuccess)
            return released.Error;

        await TakeAsync(released.Value);
        return ReleaseRules.Answer(State);
    }

    public async Task<Result<QuarantineEntry>> ResolveQuarantineAsync(ResolveQuarantine command, CancellationToken cancellationToken)
    {
        Money? came = null;
        if (command.Resolution == QuarantineResolution.Refund && State.Quarantine.FirstOrDefault(one => one.Id == command.EntryId) is { } entry
            && Quarantine.RefundableAttempt(State, entry) is { } attempt)
        {
            // What was reported may have been authorized only. Money that never came is not given back.
            var asked = await Comparison.AskAsync(() => _steps.FindAsync(State, attempt, entry.Reference, cancellationToken));
            if (!asked.IsReached)
                return PaymentErrors.GatewayUnavailable;
            came = asked.Truth is { Status: GatewayStatus.Succeeded } truth ? truth.AmountCaptured : null;
        }

        var resolved = Quarantine.Resolve(State, Id, command, came, AbilitiesOf(State.Current).PartialRefund, Now);
        if (!resolved.IsSuccess)
            return resolved.Error;

        var found = State;
        await TakeAsync(resolved.Value);
        await GoOnAsync(found);
        return State.Quarantine.First(entry => entry.Id == command.EntryId);
    }

    public async Task ApplyAsync(GatewayNews news, CancellationToken cancellationToken)
    {
        var found = State;
        var attempt = State.Attempts.FirstOrDefault(one => one.Id == news.AttemptId && one.Method == news.Gateway);
        // One after the other: an event may speak of a payment and of its refund, and each change carries its own events.
        if (news.Event.Payment is { } payment)
            await TakeAsync(await _news.OfPaymentAsync(State, Id, attempt, news, payment, Now, cancellationToken));
        if (news.Event.Refund is { } refund)
            await TakeAsync(await _news.OfRefundAsync(State, Id, attempt, news, refund, Now, cancellationToken));
        if (news.Event.Dispute is { } dispute)
            await TakeAsync(await _news.OfDisputeAsync(State, Id, attempt, news, dispute, Now, cancellationToken));

        await GoOnAsync(found);
    }

    public Task ReportUnclaimedAsync(CancellationToken cancellationToken) => TakeAsync(Quarantine.Unclaimed(State, Id, Now));

    public async Task<Comparison> CompareAsync(string gateway, CancellationToken cancellationToken)
    {
        // What others do meanwhile is compared next time: it changes the payment, and so its place in the order of changes.
        var state = State;
        if (PaymentSchedule.HasWork(state) || PaymentSchedule.AwaitsGateway(state))
            return Comparison.Same;

        var found = ImmutableArray.CreateBuilder<Difference>();
        foreach (var attempt in state.Attempts.Where(attempt => attempt.Method == gateway))
        {
            var (into, back) = ComparisonRules.TransfersOf(state, attempt);
            var asked = await Comparison.AskAsync(() => _steps.FindAsync(state, attempt, reference: null, cancellationToken));
            if (!asked.IsReached)
                return Comparison.Unreached;
            var (ledgerIn, ledgerOut) = (await _comparisons.SumAsync(into, cancellationToken), await _comparisons.SumAsync(back, cancellationToken));
            found.AddRange(ComparisonRules.Compare(state, Id, attempt, asked.Truth, ledgerIn, ledgerOut, Now));
        }

        return State == state ? Comparison.Of(found.ToImmutable()) : Comparison.Same;
    }

    public async Task<Comparison> CompareDisputeAsync(GatewayNews listed, CancellationToken cancellationToken)
    {
        try
        {
            await ApplyAsync(listed, cancellationToken);
            return Comparison.Same;
        }
        catch (GatewayUnavailableException)
        {
            return Comparison.Unreached;
        }
        catch (GatewayUnknownException)
        {
            return Comparison.Of([ClearingRules.UnknownHere(listed.Gateway, listed.Event.Dispute!, Now)]);
        }
    }

    /// <summary>Goes on with what was begun, asks the gateway how things stand, and ends what has waited long enough.</summary>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        _reminder.HasTicked();
        try
        {
            await RunAsync(State);
            if (PaymentSchedule.IsLookDue(State, Now))
            {
                var found = State;
                await TakeAsync(await _steps.LookAsync(State, Id, Now, CancellationToken.None));
                _failures = 0;
                if (State is { Exists: true, IsFinal: false, Step: PaymentStep.None } && Now >= State.ExpiresAt)
                    await ExpireAsync();
                await RunAsync(found);
            }
        }
        catch (Exception exception) when (exception is GatewayUnavailableException or GatewayUnknownException)
        {
            Failed(exception);
        }

        await _reminder.AfterAsync(PaymentSchedule.DueAt(State, _failures, Now));
    }

    private async Task ExpireAsync()
    {
        var expired = PaymentRules.Cancel(State, Id, PaymentCommandKind.Expire, Now);
        if (expired.IsSuccess)
            await CommitAsync(expired.Value);
        else if (Quarantine.HasOther(State) && State.Current is { } attempt
            && (await _steps.FindAsync(State, attempt, reference: null, CancellationToken.None) is not { } truth || Quarantine.Mismatch(State, truth) is not null))
        {
            await CommitAsync(PaymentRules.Canceled(State, Id, Quarantine.Quarantined, Now));
        }
    }

    private GatewayAbilities AbilitiesOf(PaymentAttempt? attempt) =>
        _methods.AbilitiesOf(attempt?.Method ?? PaymentMethod.Wallet) ?? WalletGateway.WalletAbilities;

    /// <summary>
    /// Brings what is begun to its end, as far as gateway and ledger do their part now; the reminder goes on with the rest.
    /// </summary>
    /// <param name="found">The payment as this turn found it: what was begun then may have been done.</param>
    /// <param name="undo">What to do when the step of this turn has certainly not reached the gateway; null to try it again later.</param>
    /// <returns>False when it was undone.</returns>
    private async Task<bool> GoOnAsync(PaymentState found, Func<PaymentState, DateTimeOffset, PaymentState>? undo = null)
    {
        var isDone = await RunAsync(found, undo);
        await _reminder.AfterAsync(PaymentSchedule.DueAt(State, _failures, Now));
        return isDone;
    }

    private async Task<bool> RunAsync(PaymentState found, Func<PaymentState, DateTimeOffset, PaymentState>? undo = null)
    {
        var isInDoubt = false;
        for (var steps = 0; PaymentSchedule.HasWork(State) && steps < MaxStepsInARow; steps++)
        {
            var isRepeat = isInDoubt || PaymentSchedule.MayBeDone(found, State);
            try
            {
                var next = await _steps.RunAsync(State, Id, isRepeat, Now, CancellationToken.None);
                if (next == State)
                {
                    // The gateway has answered and things are as they were: later, then.
                    _failures++;
                    return true;
                }

                await CommitAsync(next);
                (_failures, isInDoubt, undo) = (0, false, null);
            }
            catch (GatewayUnavailableException exception)
            {
                Failed(exception);
                if (undo is null)
                    return true;
                // Once: what else waits is not of this turn, and keeps waiting.
                await CommitAsync(undo(State, Now));
                return false;
            }
            catch (GatewayUnknownException exception)
            {
                await TakeAsync(RefundRules.InDoubt(State, isLost: exception is { IsTaken: false, IsRefusal: false }, Now));
                if (isRepeat)
                {
                    Failed(exception);
                    return true;
                }

                // Its answer is missing: ask what is there, at once.
                (isInDoubt, undo) = (true, null);
            }
        }

        return true;
    }

    private void Failed(Exception exception)
    {
        _failures++;
        LogWaits(exception, Id, State.Step, _failures);
    }

    private Task TakeAsync(PaymentState next) => next == State ? Task.CompletedTask : CommitAsync(next);

    /// <summary>Writes the next state; before it the reminder that goes on with it.</summary>
    private async Task CommitAsync(PaymentState next)
    {
        await _reminder.BeforeAsync(PaymentSchedule.DueAt(next, _failures, Now));
        await _state.CommitAsync(next);
    }

    private PaymentResult Answer(bool isReplay) => new(State.View(Id), isReplay);

    [LoggerMessage(EventId = 3101, Level = LogLevel.Warning, Message = "Payment {PaymentId} waits at step {Step} after {Failures} failures")]
    private partial void LogWaits(Exception exception, string paymentId, PaymentStep step, int failures);
}
