using System.Collections.Immutable;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Payments;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Payments;

/// <summary>The decisions about disputes. What is said of them comes in any order: it is added up, and never taken back.</summary>
internal static class DisputeRules
{
    private const int MaxDisputes = 20;

    /// <summary>The payment after its gateway has spoken of a dispute; the very same state when there is nothing new in it.</summary>
    /// <param name="state">The payment.</param>
    /// <param name="id">Its id.</param>
    /// <param name="attemptId">The try whose money it is about.</param>
    /// <param name="report">What the gateway says.</param>
    /// <param name="now">The time.</param>
    public static PaymentState Apply(PaymentState state, string id, Guid attemptId, GatewayDispute report, DateTimeOffset now)
    {
        var old = state.Disputes.FirstOrDefault(one => one.Reference == report.Reference);
        if (old is null && (!Fits(state, report) || state.Disputes.Length >= MaxDisputes))
            return Quarantine.Add(state, id, MethodOf(state, attemptId), report.Reference, Quarantine.DisputeExceeds, state.AmountCaptured, report.Amount, now);

        var known = old ?? new PaymentDispute(
            report.Reference, report.Status, report.Amount, report.Reason, IsWithdrawn: false, IsReinstated: false,
            IsWithdrawalPosted: false, IsReinstatementPosted: false, now, now)
        {
            AttemptId = attemptId,
        };
        var next = known with
        {
            Status = Rank(report.Status) > Rank(known.Status) ? report.Status : known.Status,
            // Who has given something back had it.
            IsWithdrawn = known.IsWithdrawn || report.Funds is DisputeFunds.Withdrawn or DisputeFunds.Reinstated,
            IsReinstated = known.IsReinstated || report.Funds == DisputeFunds.Reinstated,
        };
        return next == old ? state : With(state, id, old, next with { UpdatedAt = now }, now);
    }

    /// <summary>The payment whose dispute is in the ledger as far as it goes.</summary>
    public static PaymentState Posted(PaymentState state, PaymentDispute dispute, DateTimeOffset now) =>
        PaymentRules.Changed(state, now) with
        {
            Disputes = state.Disputes.SetItem(IndexOf(state, dispute), dispute with
            {
                IsWithdrawalPosted = dispute.IsWithdrawn,
                IsReinstatementPosted = dispute.IsReinstated,
                UpdatedAt = now,
            }),
        };

    /// <summary>How far a dispute is: what has come to its end is furthest.</summary>
    public static int Rank(DisputeStatus status) => status switch
    {
        DisputeStatus.WarningNeedsResponse => 0,
        DisputeStatus.WarningUnderReview => 1,
        DisputeStatus.NeedsResponse => 2,
        DisputeStatus.UnderReview => 3,
        _ => 4,
    };

    /// <summary>
    /// More than was asked for cannot be disputed, in all disputes that may still cost it or have; that it was captured may be heard of later.
    /// </summary>
    private static bool Fits(PaymentState state, GatewayDispute report) =>
        state.Exists && report.Amount.Currency == state.Amount.Currency && report.Amount.Units > 0
        && report.Amount.Units <= state.Amount.Units - state.Disputes.Where(static one => !IsGivenUp(one)).Sum(static one => one.Amount.Units);

    /// <summary>Whether the money is with us, and the bank asks for it no more.</summary>
    private static bool IsGivenUp(PaymentDispute dispute) =>
        dispute.Status is DisputeStatus.Won or DisputeStatus.WarningClosed or DisputeStatus.Prevented && dispute.IsWithdrawn == dispute.IsReinstated;

    private static PaymentState With(PaymentState state, string id, PaymentDispute? old, PaymentDispute next, DateTimeOffset now) =>
        PaymentRules.Changed(state, now) with
        {
            Disputes = old is null ? state.Disputes.Add(next) : state.Disputes.SetItem(IndexOf(state, old), next),
            PendingEvents =
            [
                new OutboxEvent(DisputeChanged.Type, new DisputeChanged(
                    id, next.Reference, PaymentRules.NameOf(next.Status), next.Amount, next.IsWithdrawn && !next.IsReinstated, now)),
            ],
        };

    private static string MethodOf(PaymentState state, Guid attemptId) =>
        state.Attempts.FirstOrDefault(attempt => attempt.Id == attemptId)?.Method ?? "unknown";

    private static int IndexOf(PaymentState state, PaymentDispute dispute) =>
        state.Disputes.Select(static one => one.Reference).ToImmutableArray().IndexOf(dispute.Reference);
}
