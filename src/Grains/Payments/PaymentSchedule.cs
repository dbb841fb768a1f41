using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments;

/// <summary>When a payment must be looked at again although nobody asks.</summary>
internal static class PaymentSchedule
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LastRetry = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan FirstLook = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LastLook = TimeSpan.FromHours(1);

    /// <summary>The time; null when nothing can come any more.</summary>
    /// <param name="state">The payment.</param>
    /// <param name="failures">How often in a row it could not go on.</param>
    /// <param name="now">The time it is.</param>
    public static DateTimeOffset? DueAt(PaymentState state, int failures, DateTimeOffset now)
    {
        if (HasWork(state))
            return now + Doubled(FirstRetry, failures, LastRetry);
        if (AwaitsGateway(state))
            return now + ToLook(state, failures, now);
        if (state is not { Exists: true, IsFinal: false })
            return null;
        // It should have ended: its gateway could not be asked.
        if (now >= state.ExpiresAt)
            return now + Doubled(FirstRetry, failures, LastRetry);
        var look = AwaitsPayer(state) ? now + ToLook(state, failures, now) : state.ExpiresAt;
        return look < state.ExpiresAt ? look : state.ExpiresAt;
    }

    /// <summary>Whether it must be asked of its gateway how it stands.</summary>
    public static bool IsLookDue(PaymentState state, DateTimeOffset now) => !HasWork(state)
        && (AwaitsGateway(state) || AwaitsPayer(state) || (state is { Exists: true, IsFinal: false } && now >= state.ExpiresAt));

    /// <summary>Whether something is begun that has not come to its end.</summary>
    public static bool HasWork(PaymentState state) =>
        state.Step != PaymentStep.None
        || state.Refunds.Any(refund => RefundRules.IsDue(state, refund))
        || IsDisputeDue(state);

    /// <summary>
    /// Whether a dispute waits for the ledger. Before the payment's money is there, there is nothing to take from; one that is canceled may have had money, which
    /// came too late.
    /// </summary>
    public static bool IsDisputeDue(PaymentState state) =>
        state is { IsFinal: true, Attempts.IsEmpty: false } && state.Disputes.Any(static dispute => dispute.IsUnposted);

    /// <summary>Whether the gateway will say something by itself, which may get lost on the way.</summary>
    public static bool AwaitsGateway(PaymentState state) =>
        state is { Status: PaymentStatus.Processing, Step: PaymentStep.None } || state.Refunds.Any(static refund => refund.Stage == RefundStage.Wait);

    /// <summary>Whether the payer acts at the gateway, and the news of it may get lost on the way. Nothing else is under way: it can be compared.</summary>
    public static bool AwaitsPayer(PaymentState state) =>
        state is { Status: PaymentStatus.RequiresAction, Step: PaymentStep.None, Current.IsWallet: false };

    /// <summary>
    /// Whether what is to be done next was there before, so that it may have been done: it must be asked for first. What was put there since was certainly not.
    /// </summary>
    /// <param name="before">The payment as the turn found it.</param>
    /// <param name="state">The payment now, which has work.</param>
    public static bool MayBeDone(PaymentState before, PaymentState state) => state.Step != PaymentStep.None
        ? before.Step == state.Step && before.Current?.Id == state.Current?.Id
        : RefundRules.NextDue(state) is { } due && before.Refunds.Any(refund => refund.Id == due.Id && refund.Stage == due.Stage);

    /// <summary>The longer nothing has changed, or the oftener nobody answered, the longer.</summary>
    private static TimeSpan ToLook(PaymentState state, int failures, DateTimeOffset now)
    {
        var (age, trouble) = (Clamp((now - state.UpdatedAt) / 2), Doubled(FirstLook, failures, LastLook));
        return age > trouble ? age : trouble;
    }

    private static TimeSpan Doubled(TimeSpan first, int times, TimeSpan last)
    {
        var delay = first;
        for (var i = 0; i < times && delay < last; i++)
            delay += delay;
        return delay < last ? delay : last;
    }

    private static TimeSpan Clamp(TimeSpan delay) => delay < FirstLook ? FirstLook : delay > LastLook ? LastLook : delay;
}
