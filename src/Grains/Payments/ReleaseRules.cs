using Nusaloka.Payments;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Payments;

/// <summary>The decisions about money that leaves escrow for good. Refunds and releases together are never more than what was captured.</summary>
internal static class ReleaseRules
{
    /// <summary>The payment that has let go of what is left of it; the very same one when it has before.</summary>
    public static Result<PaymentState> Release(PaymentState state, ReleasePayment command, DateTimeOffset now)
    {
        if (!state.Exists)
            return PaymentErrors.NotFound;
        if (state.Released is not null)
            return state;
        if (state is not { Status: PaymentStatus.Succeeded, Purpose: PaymentPurpose.Booking, Payee: SystemAccount.BookingEscrow })
            return PaymentErrors.Status(state.Status, "released");
        if (state.DisputesOfCaptured.Any(IsOpen))
            return PaymentErrors.Disputed;

        var released = Least(Most(state.Kept), Most(command.Most));
        var lost = state.DisputesOfCaptured.Where(IsTaken).Aggregate(released with { Units = 0 }, static (sum, dispute) => sum + dispute.Amount);
        return PaymentRules.Changed(state, now) with { Released = released, ReleasedLost = Least(lost, released) };
    }

    /// <summary>What a payment that has let go answers.</summary>
    public static ReleasedPayment Answer(PaymentState state) => state is { Released: { } released, ReleasedLost: { } lost }
        ? new ReleasedPayment(released, lost)
        : throw new InvalidOperationException("The payment has released nothing.");

    /// <summary>Whether the bank holds the money, or will take it: an inquiry is no dispute yet, and a refund is the answer to it.</summary>
    internal static bool IsContested(PaymentDispute dispute) =>
        dispute.Status is DisputeStatus.NeedsResponse or DisputeStatus.UnderReview || (dispute.Status == DisputeStatus.Won && IsTaken(dispute));

    /// <summary>What is left of an amount after what banks have taken for good.</summary>
    internal static Money LessTaken(Money amount, IEnumerable<PaymentDispute> disputes) =>
        Most(amount - disputes.Where(IsTaken).Aggregate(amount with { Units = 0 }, static (sum, dispute) => sum + dispute.Amount));

    /// <summary>Whether the bank has not decided, or has, for us, and still has the money.</summary>
    private static bool IsOpen(PaymentDispute dispute) =>
        dispute.Status is DisputeStatus.NeedsResponse or DisputeStatus.UnderReview or DisputeStatus.WarningNeedsResponse or DisputeStatus.WarningUnderReview
        || (dispute.Status == DisputeStatus.Won && IsTaken(dispute));

    private static bool IsTaken(PaymentDispute dispute) => dispute is { IsWithdrawn: true, IsReinstated: false };

    private static Money Least(Money one, Money other) => one < other ? one : other;

    private static Money Most(Money amount) => amount.Units > 0 ? amount : amount with { Units = 0 };
}
