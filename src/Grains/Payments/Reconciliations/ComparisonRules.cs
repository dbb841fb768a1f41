using System.Collections.Immutable;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Grains.Payments.Withdrawals;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments.Reconciliations;

/// <summary>What differs between the ledger and a gateway's record: pure functions.</summary>
internal static class ComparisonRules
{
    /// <summary>The transfers that a try's money makes in the ledger: what came, and what went.</summary>
    public static (ImmutableArray<Guid> In, ImmutableArray<Guid> Out) TransfersOf(PaymentState state, PaymentAttempt attempt)
    {
        var refunds = state.Refunds.Where(refund => refund.AttemptId == attempt.Id && !refund.IsWithoutGateway).ToArray();
        return (
            [PaymentLedger.SettlementId(attempt.Id), .. refunds.Where(static refund => !refund.IsOfCaptured).Select(PaymentLedger.ArrivalId)],
            [.. refunds.Where(static refund => refund.Status == RefundStatus.Succeeded).Select(refund => PaymentLedger.RefundId(state, refund))]);
    }

    /// <summary>What differs about one try.</summary>
    /// <param name="state">The payment.</param>
    /// <param name="id">Its id.</param>
    /// <param name="attempt">The try.</param>
    /// <param name="truth">What the gateway has; null when it knows nothing of it.</param>
    /// <param name="ledgerIn">What came, by the ledger.</param>
    /// <param name="ledgerOut">What went back, by the ledger.</param>
    /// <param name="now">The time.</param>
    public static ImmutableArray<Difference> Compare(
        PaymentState state, string id, PaymentAttempt attempt, GatewayPayment? truth, long ledgerIn, long ledgerOut, DateTimeOffset now)
    {
        var gatewayIn = truth is { Status: GatewayStatus.Succeeded } ? truth.AmountCaptured.Units : 0;
        var found = ImmutableArray.CreateBuilder<Difference>();
        if (ledgerIn != gatewayIn)
        {
            // What waits for an officer is known; it is no news.
            if (ledgerIn != 0 || !state.Quarantine.Any(entry => entry.Reference == truth?.Reference && entry.Status != QuarantineStatus.Refunded))
            {
                var kind = ledgerIn == 0 ? DifferenceKind.MissingInLedger : gatewayIn == 0 ? DifferenceKind.MissingAtGateway : DifferenceKind.AmountDiffers;
                found.Add(Differs(kind, "captured", ledgerIn, gatewayIn));
            }
        }
        else if (truth is not null && truth.AmountRefunded.Units != ledgerOut)
        {
            found.Add(Differs(DifferenceKind.AmountDiffers, "refunded", ledgerOut, truth.AmountRefunded.Units));
        }
        else if (state.IsFinal && attempt == state.Current && truth?.Status is GatewayStatus.RequiresAction or GatewayStatus.Processing or GatewayStatus.RequiresCapture)
        {
            found.Add(Differs(DifferenceKind.StatusDiffers, $"{PaymentRules.NameOf(state.Status)} here, {PaymentRules.NameOf(truth.Status)} there", ledgerIn, gatewayIn));
        }

        return found.ToImmutable();

        Difference Differs(DifferenceKind kind, string what, long ledger, long gateway) =>
            New(id, attempt.Method, kind, attempt.Id == PaymentRules.AttemptId(id, 0) ? what : $"{what}, try {attempt.Id}", ledger, gateway, now);
    }

    /// <summary>What differs about a withdrawal.</summary>
    public static ImmutableArray<Difference> Compare(WithdrawalState state, string id, GatewayPayout? truth, long ledgerOut, DateTimeOffset now)
    {
        var gatewayOut = truth is { Status: PayoutStatus.Succeeded } ? truth.Amount.Units : 0;
        if (ledgerOut == gatewayOut)
            return [];

        var kind = ledgerOut == 0 ? DifferenceKind.MissingInLedger : gatewayOut == 0 ? DifferenceKind.MissingAtGateway : DifferenceKind.AmountDiffers;
        return [New(id, state.Gateway, kind, "payout", ledgerOut, gatewayOut, now)];
    }

    private static Difference New(string id, string gateway, DifferenceKind kind, string detail, long ledger, long there, DateTimeOffset now) => new(
        NameBasedId.Create($"difference\n{id}\n{gateway}\n{kind}\n{detail}"), id, gateway, kind, ledger, there, detail, IsOpen: true, now, now);
}
