namespace Nusaloka.Persistence.Ledger;

/// <summary>Whether an operation that was not done before can be done: pure functions, in the order in which reasons to refuse count.</summary>
internal static class LedgerRules
{
    /// <summary>Days and months of limits are those of Western Indonesian Time.</summary>
    private static readonly TimeSpan Wib = TimeSpan.FromHours(7);

    /// <summary>When a day begins, for limits; the first moment of all for no day.</summary>
    public static DateTime StartOf(DateOnly day) =>
        day == default ? DateTime.MinValue : DateTime.SpecifyKind(day.ToDateTime(TimeOnly.MinValue) - Wib, DateTimeKind.Utc);

    /// <summary>The day of a moment, for limits.</summary>
    public static DateOnly DayOf(DateTime at) => DateOnly.FromDateTime(at + Wib);

    /// <summary>Why it is refused; null when it can be done.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="debit">The account it is about; null when there is none such.</param>
    /// <param name="credit">The other account; null when there is none such, or none is named.</param>
    /// <param name="hold">The hold that it names; null when there is none such, or none is named.</param>
    /// <param name="limits">The limits of all tiers.</param>
    /// <param name="now">When.</param>
    public static PostingOutcome? Refuse(
        LedgerOperation operation, AccountState? debit, AccountState? credit, KnownHold? hold, TierLimits limits, DateTime now)
    {
        if (!IsOpen(debit, operation.Currency))
            return PostingOutcome.DebitMissing;
        if (operation.CreditCode is not null && !IsOpen(credit, operation.Currency))
            return PostingOutcome.CreditMissing;
        if (operation.Spender is { } spender && spender != debit!.Next.Spender)
            return PostingOutcome.Stale;

        var refused = operation.Verb switch
        {
            LedgerVerb.Transfer or LedgerVerb.Hold => debit!.Next.Available - operation.Amount < debit.Floor ? PostingOutcome.Insufficient : null,
            LedgerVerb.Capture or LedgerVerb.Void or LedgerVerb.Expire => RefuseOnHold(operation, debit!, credit, hold),
            _ => (PostingOutcome?)null,
        };
        return refused is not null || operation.Limits == CountedLimits.None ? refused : RefuseByLimits(operation, debit!, credit, limits, now);
    }

    private static bool IsOpen(AccountState? account, Currency currency) => account is { IsClosed: false } && account.Currency == currency;

    private static PostingOutcome? RefuseOnHold(LedgerOperation operation, AccountState debit, AccountState? credit, KnownHold? hold)
    {
        if (hold is null || hold.AccountId != debit.Id || (operation.Verb == LedgerVerb.Capture && hold.PayeeId != credit?.Id))
            return PostingOutcome.HoldMissing;
        if (hold.State != HoldState.Open)
            return PostingOutcome.HoldResolved;
        if (operation.Verb == LedgerVerb.Capture && operation.Amount > hold.Amount)
            return PostingOutcome.HoldExceeded;
        // Whatever has expired was given free before.
        return operation.Verb == LedgerVerb.Expire ? PostingOutcome.HoldRunning : null;
    }

    private static PostingOutcome? RefuseByLimits(LedgerOperation operation, AccountState debit, AccountState? credit, TierLimits limits, DateTime now)
    {
        if (operation.Limits.HasFlag(CountedLimits.Outgoing) && debit.Next.DaySpent + operation.Amount > limits.Of(debit.Tier, now).DailyOutgoing)
            return PostingOutcome.OverDailyOutgoing;
        if (!operation.Limits.HasFlag(CountedLimits.Incoming) || credit is null)
            return null;

        var incoming = limits.Of(credit.Tier, now);
        if (credit.Next.Balance + operation.Amount > incoming.BalanceCap)
            return PostingOutcome.OverBalanceCap;
        return credit.Next.MonthReceived + operation.Amount > incoming.MonthlyIncoming ? PostingOutcome.OverMonthlyIncoming : null;
    }
}
