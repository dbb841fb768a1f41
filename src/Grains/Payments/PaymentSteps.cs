using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments;

/// <summary>
/// Does what a payment has begun, one thing at a time, and answers the next state. Each thing can be done again: who repeats one asks
/// the gateway first what is there.
/// </summary>
internal sealed class PaymentSteps(PaymentMethods methods, PaymentLedger ledger)
{
    /// <summary>How long after its expiry a gateway is asked what became of an order.</summary>
    public static readonly TimeSpan AskPatience = TimeSpan.FromDays(1);

    /// <summary>So long a gateway may not show a refund that it has.</summary>
    private static readonly TimeSpan RefundPatience = TimeSpan.FromHours(1);

    /// <summary>Does the next thing.</summary>
    /// <param name="state">The payment, which has work: <see cref="PaymentSchedule.HasWork"/>.</param>
    /// <param name="id">Its id.</param>
    /// <param name="isRepeat">Whether it may have been done before.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Ends the wait for the gateway.</param>
    /// <exception cref="GatewayUnavailableException">It was certainly not done.</exception>
    /// <exception cref="GatewayUnknownException">It may have been done.</exception>
    public async Task<PaymentState> RunAsync(PaymentState state, string id, bool isRepeat, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (state.Step == PaymentStep.Settle)
            return await SettleAsync(state, id, now);
        if (state is { Step: PaymentStep.Confirm, Current.IsWallet: false } && isRepeat && now >= state.ExpiresAt + AskPatience)
            return await LastAskAsync(state, id, now, cancellationToken);
        if (state.Step != PaymentStep.None)
        {
            var answer = await AskAsync(state, id, isRepeat, now, cancellationToken);
            return state.Step == PaymentStep.Capture && answer is { Status: GatewayStatus.RequiresCapture, FailureCode: { } refusal }
                ? PaymentRules.Uncapture(state, now) with { FailureCode = refusal }
                : PaymentReports.Apply(state, id, Current(state, id).Id, answer, now);
        }

        if (RefundRules.NextDue(state) is { } due)
            return await RefundAsync(state, id, due, isRepeat, now, cancellationToken);

        var dispute = state.Disputes.First(static one => one.IsUnposted);
        await ledger.PostAsync(state.AttemptOf(dispute) ?? Current(state, id), dispute);
        return DisputeRules.Posted(state, dispute, now);
    }

    /// <summary>The payment after its gateway was asked how it stands: with one change at most, since each carries its own events.</summary>
    public async Task<PaymentState> LookAsync(PaymentState state, string id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (state is { Current: { } attempt, IsFinal: false }
            && await methods.Of(state, attempt).FindAsync(attempt.Id, attempt.Reference, cancellationToken) is { } found
            && PaymentReports.Apply(state, id, attempt.Id, found, now) is var changed && changed != state)
        {
            return changed;
        }

        foreach (var refund in state.Refunds.Where(static refund => refund.Stage == RefundStage.Wait))
        {
            var of = AttemptOf(state, id, refund);
            if (await methods.Of(state, of).FindRefundAsync(refund.Id, of.Id, of.Reference, cancellationToken) is { } known
                && RefundRules.Apply(state, id, of.Id, refund.Id, known, now) is var next && next != state)
            {
                return next;
            }
        }

        return state;
    }

    /// <summary>What the gateway says of a try that a webhook speaks of; null when it knows nothing of it.</summary>
    public Task<GatewayPayment?> FindAsync(PaymentState state, PaymentAttempt attempt, string? reference, CancellationToken cancellationToken) =>
        methods.Of(state, attempt).FindAsync(attempt.Id, attempt.Reference ?? reference, cancellationToken);

    private async Task<PaymentState> SettleAsync(PaymentState state, string id, DateTimeOffset now) =>
        await ledger.SettleAsync(state, Current(state, id)) is { } reason
            ? PaymentRules.Undeliverable(state, id, reason, now)
            : PaymentRules.Settled(state, id, now);

    /// <summary>Nobody can pay any more. A gateway that still does not say what it has leaves it to officers; what it says later is taken as of one that was canceled.</summary>
    private async Task<PaymentState> LastAskAsync(PaymentState state, string id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await AskAsync(state, id, isRepeat: true, now, cancellationToken);
            return PaymentReports.Apply(state, id, Current(state, id).Id, answer, now);
        }
        catch (Exception exception) when (exception is GatewayUnavailableException or GatewayUnknownException)
        {
            return PaymentRules.Canceled(Quarantine.Unanswered(state, id, Current(state, id), now), id, Quarantine.OutcomeUnknown, now);
        }
    }

    private async Task<GatewayPayment> AskAsync(
        PaymentState state, string id, bool isRepeat, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var attempt = Current(state, id);
        var gateway = methods.Of(state, attempt);
        var found = isRepeat ? await gateway.FindAsync(attempt.Id, attempt.Reference, cancellationToken) : null;
        switch (state.Step)
        {
            case PaymentStep.Confirm:
                if (found is null && isRepeat && !attempt.IsWallet && now >= state.ExpiresAt)
                    return Never(state);
                return found ?? await gateway.CreateAsync(methods.Order(state, attempt, isRepeat), cancellationToken);

            case PaymentStep.Capture:
                return found is { Status: not GatewayStatus.RequiresCapture }
                    ? found
                    : await gateway.CaptureAsync(attempt.Id, attempt.Reference ?? "", state.AmountToCapture, cancellationToken);

            default:
                return found is { Status: GatewayStatus.Succeeded or GatewayStatus.Canceled or GatewayStatus.Declined }
                    ? found
                    : await gateway.CancelAsync(attempt.Id, attempt.Reference ?? "", cancellationToken);
        }
    }

    private async Task<PaymentState> RefundAsync(
        PaymentState state, string id, PaymentRefund refund, bool isRepeat, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var attempt = AttemptOf(state, id, refund);
        switch (refund.Stage)
        {
            case RefundStage.Reserve:
                // What others made at the gateway is asked here whether it fits; what we made was asked before. Money of another try was never captured.
                if (refund.Origin == RefundOrigin.Gateway && (state.Refundable.Units < 0 || attempt != state.Current))
                    return RefundRules.Misfit(state, id, refund, now);
                if (await ledger.ReserveAsync(state, attempt, refund) is { } reason)
                {
                    return refund.Origin == RefundOrigin.Gateway
                        ? RefundRules.Misfit(state, id, refund, now)
                        : RefundRules.Ended(state, id, refund, RefundStatus.Failed, reason, now);
                }

                return attempt.IsWallet || refund.IsWithoutGateway
                    ? RefundRules.Ended(state, id, refund, RefundStatus.Succeeded, failureCode: null, now)
                    : RefundRules.Reserved(state, id, refund, now);

            case RefundStage.Send:
                return await SendAsync(state, id, attempt, refund, isRepeat, now, cancellationToken);

            default:
                var hasPayerGot = await HasPayerGotAsync(state, attempt, refund, cancellationToken);
                await ledger.ReturnAsync(state, attempt, refund);
                return RefundRules.Ended(state, id, refund, RefundStatus.Failed, refund.FailureCode, now, hasPayerGot);
        }
    }

    /// <summary>What its gateway has taken, and does not show for too long, waits for officers, or for its gateway to show it.</summary>
    private async Task<PaymentState> SendAsync(
        PaymentState state, string id, PaymentAttempt attempt, PaymentRefund refund, bool isRepeat, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var gateway = methods.Of(state, attempt);
        var isLong = now >= refund.InDoubtSince + RefundPatience;
        var order = new GatewayRefundOrder(
            refund.Id, attempt.Id, attempt.Reference ?? "", refund.Amount, refund.Reason, IsInDoubt: (isRepeat || refund.InDoubtSince is not null) && !isLong);
        var found = isRepeat ? await gateway.FindRefundAsync(refund.Id, attempt.Id, attempt.Reference, cancellationToken) : null;
        try
        {
            return RefundRules.Apply(state, id, attempt.Id, refund.Id, found ?? await gateway.RefundAsync(order, cancellationToken), now);
        }
        catch (GatewayUnknownException exception) when (isLong && exception.IsTaken)
        {
            return RefundRules.Unanswered(state, id, refund, now);
        }
    }

    private async Task<bool> HasPayerGotAsync(PaymentState state, PaymentAttempt attempt, PaymentRefund refund, CancellationToken cancellationToken)
    {
        var gateway = methods.Of(state, attempt);
        var known = await gateway.FindRefundAsync(refund.Id, attempt.Id, attempt.Reference, cancellationToken);
        return RefundRules.HasPayerGot(state, refund, known, await gateway.FindAsync(attempt.Id, attempt.Reference, cancellationToken));
    }

    private static GatewayPayment Never(PaymentState state) => new(
        GatewayStatus.Canceled, "", state.Amount, state.Amount with { Units = 0 }, state.Amount with { Units = 0 }, Next: null,
        PaymentRules.Expired, At: null);

    private static PaymentAttempt Current(PaymentState state, string id) =>
        state.Current ?? throw new InvalidOperationException($"Payment {id} is at step {state.Step} and has no try.");

    private static PaymentAttempt AttemptOf(PaymentState state, string id, PaymentRefund refund) =>
        state.Attempts.FirstOrDefault(attempt => attempt.Id == refund.AttemptId)
            ?? throw new InvalidOperationException($"Refund {refund.Id} of payment {id} is of a try that the payment does not know.");
}
