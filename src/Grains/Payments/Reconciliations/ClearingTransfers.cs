using Nusaloka.Grains.Payments.Withdrawals;

namespace Nusaloka.Grains.Payments.Reconciliations;

/// <summary>
/// All transfers on clearing accounts that a state stands for. They are written down with the state, so before they are made: an entry of
/// a clearing account that is none of these is nobody's. Has a line for each transfer of <see cref="PaymentLedger"/>.
/// </summary>
internal static class ClearingTransfers
{
    /// <summary>Those of a payment.</summary>
    public static IEnumerable<ClearingTransfer> Of(PaymentState state)
    {
        if (state.Current is { IsWallet: false } current)
        {
            if (state.AmountCaptured.Units > 0)
                yield return new ClearingTransfer(PaymentLedger.SettlementId(current.Id), current.Method, -state.AmountCaptured.Units);
        }

        foreach (var dispute in state.Disputes)
        {
            if (state.AttemptOf(dispute) is not { IsWallet: false } disputed)
                continue;
            var (withdrawn, reinstated) = PaymentLedger.DisputeIds(disputed, dispute);
            yield return new ClearingTransfer(withdrawn, disputed.Method, dispute.Amount.Units);
            yield return new ClearingTransfer(reinstated, disputed.Method, -dispute.Amount.Units);
        }

        foreach (var refund in state.Refunds.Where(static refund => !refund.IsWithoutGateway))
        {
            if (state.Attempts.FirstOrDefault(attempt => attempt.Id == refund.AttemptId) is not { IsWallet: false } attempt)
                continue;
            if (!refund.IsOfCaptured)
                yield return new ClearingTransfer(PaymentLedger.ArrivalId(refund), attempt.Method, -refund.Amount.Units);
            yield return new ClearingTransfer(PaymentLedger.RefundId(state, refund), attempt.Method, refund.Amount.Units);
            foreach (var id in PaymentLedger.ReturnIds(refund))
                yield return new ClearingTransfer(id, attempt.Method, -refund.Amount.Units);
        }
    }

    /// <summary>Those of a withdrawal.</summary>
    public static IEnumerable<ClearingTransfer> Of(string id, WithdrawalState state)
    {
        if (!Guid.TryParse(state.HoldId, out var hold))
            yield break;
        foreach (var taken in PaymentLedger.WithdrawalIds(id, state.AccountId, hold))
            yield return new ClearingTransfer(taken, state.Gateway, state.Amount.Units);
        foreach (var returned in PaymentLedger.WithdrawalReturnIds(id))
            yield return new ClearingTransfer(returned, state.Gateway, -state.Amount.Units);
    }
}
