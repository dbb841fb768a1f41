using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Nusaloka.Grains.Wallets;
using Nusaloka.Payments;
using Nusaloka.Persistence.Ledger;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Payments;

/// <summary>
/// The entries of payments in the ledger. Their ids are made from what they are for, so each is there once however often it is posted.
/// A gateway's clearing account says what that gateway owes us: below zero what it has to pay.
/// </summary>
internal sealed class PaymentLedger(ILedger ledger, IGrainFactory grains)
{
    /// <summary>Puts the money that the gateway has where it belongs: the reason why that cannot be, or null.</summary>
    public async Task<string?> SettleAsync(PaymentState state, PaymentAttempt attempt)
    {
        var (credit, kind) = state.Purpose == PaymentPurpose.TopUp
            ? (LedgerAccountCode.Wallet(state.PayerId), TransactionKind.TopUp)
            : (SystemAccounts.CodeOf(state.Payee), TransactionKind.Payment);
        var outcome = await PostAsync(
            SettlementId(attempt.Id), kind, Clearing(attempt), credit, state.AmountCaptured, attempt.Reference,
            state.Purpose == PaymentPurpose.TopUp ? CountedLimits.Incoming : CountedLimits.None);
        return outcome switch
        {
            PostingOutcome.Posted or PostingOutcome.Replayed => null,
            PostingOutcome.CreditMissing => "wallet_closed",
            PostingOutcome.OverBalanceCap => WalletErrors.BalanceLimitExceeded.Code,
            PostingOutcome.OverMonthlyIncoming => WalletErrors.MonthlyLimitExceeded.Code,
            _ => throw new InvalidOperationException($"The money of try {attempt.Id} cannot be put into the ledger: {outcome}."),
        };
    }

    /// <summary>Takes a refund's money to where the gateway takes it from: the reason why that cannot be, or null.</summary>
    public async Task<string?> ReserveAsync(PaymentState state, PaymentAttempt attempt, PaymentRefund refund)
    {
        if (!refund.IsOfCaptured && !attempt.IsWallet)
        {
            // It never came into the payment: it is written down that we had it, then that it goes.
            await MustPostAsync(ArrivalId(refund), Clearing(attempt), LedgerAccountCode.PaymentSuspense, refund.Amount, attempt.Reference);
            await MustPostAsync(RefundId(refund, "reserve"), LedgerAccountCode.PaymentSuspense, Clearing(attempt), refund.Amount, attempt.Reference);
            return null;
        }

        if (refund.Origin == RefundOrigin.ByHand)
        {
            await MustPostAsync(RefundId(refund, "reserve"), SystemAccounts.CodeOf(state.Payee), LedgerAccountCode.PaymentSuspense, refund.Amount, reference: null);
            return null;
        }

        if (attempt.IsWallet || refund.Origin == RefundOrigin.Instead)
        {
            var outcome = await PostAsync(
                RefundId(refund, "reserve"), TransactionKind.Refund, SystemAccounts.CodeOf(state.Payee), LedgerAccountCode.Wallet(state.PayerId),
                refund.Amount, reference: null);
            return outcome is PostingOutcome.Posted or PostingOutcome.Replayed ? null : "wallet_closed";
        }

        if (state.Purpose == PaymentPurpose.Booking)
        {
            await MustPostAsync(RefundId(refund, "reserve"), SystemAccounts.CodeOf(state.Payee), Clearing(attempt), refund.Amount, attempt.Reference);
            return null;
        }

        var paid = await grains.GetGrain<IWalletGrain>(state.PayerId).PayAsync(new Pay(
            ClearingAccount(attempt), TransactionKind.Refund, refund.Amount, Description: "", RefundOperation(refund)));
        return paid.Error?.Code;
    }

    /// <summary>Brings a refund's money back, because the gateway could not give it to the payer.</summary>
    public async Task ReturnAsync(PaymentState state, PaymentAttempt attempt, PaymentRefund refund)
    {
        var (credit, kind) = (refund.IsOfCaptured, state.Purpose) switch
        {
            // It stays with us and is nobody's: officers find it there.
            (false, _) => (LedgerAccountCode.PaymentSuspense, TransactionKind.Settlement),
            (true, PaymentPurpose.Booking) => (SystemAccounts.CodeOf(state.Payee), TransactionKind.Settlement),
            _ => (LedgerAccountCode.Wallet(state.PayerId), TransactionKind.Refund),
        };
        var outcome = await PostAsync(RefundId(refund, "return"), kind, Clearing(attempt), credit, refund.Amount, attempt.Reference);
        if (outcome == PostingOutcome.CreditMissing)
            await MustPostAsync(RefundId(refund, "return to suspense"), Clearing(attempt), LedgerAccountCode.PaymentSuspense, refund.Amount, attempt.Reference);
        else
            MustBeDone(outcome, credit);
    }

    /// <summary>Writes down what a bank has taken because of a dispute, and what it has given back.</summary>
    public async Task PostAsync(PaymentAttempt attempt, PaymentDispute dispute)
    {
        if (dispute.IsWithdrawn)
            await MustPostAsync(DisputeId(attempt, dispute, "withdrawn"), LedgerAccountCode.DisputeLoss, Clearing(attempt), dispute.Amount, dispute.Reference);
        if (dispute.IsReinstated)
            await MustPostAsync(DisputeId(attempt, dispute, "reinstated"), Clearing(attempt), LedgerAccountCode.DisputeLoss, dispute.Amount, dispute.Reference);
    }

    /// <summary>Brings a withdrawal's money back that the bank does not have. When the wallet is closed by now, it waits for officers.</summary>
    public async Task ReturnWithdrawalAsync(string withdrawalId, string gateway, string accountId, Money amount)
    {
        var (clearing, wallet) = (LedgerAccountCode.GatewayClearing(gateway), LedgerAccountCode.Wallet(accountId));
        var ids = WithdrawalReturnIds(withdrawalId);
        var outcome = await PostAsync(ids[0], TransactionKind.Withdrawal, clearing, wallet, amount, reference: null);
        if (outcome == PostingOutcome.CreditMissing)
            await MustPostAsync(ids[1], clearing, LedgerAccountCode.PaymentSuspense, amount, reference: null);
        else
            MustBeDone(outcome, wallet);
    }

    /// <summary>What takes a withdrawal's money from the wallet when its hold is over.</summary>
    public static Operation LateWithdrawal(string withdrawalId) => Operation($"withdrawal late:{withdrawalId}");

    /// <summary>The ids of the transfers that take a withdrawal's money. One of them is there: that of its hold's capture, which has the hold's id, or the late one.</summary>
    public static ImmutableArray<Guid> WithdrawalIds(string withdrawalId, string accountId, Guid holdId) =>
        [holdId, TransactionId.Create(accountId, TransactionKind.Withdrawal, LateWithdrawal(withdrawalId).Key)];

    /// <summary>The ids of the transfers that bring a withdrawal's money back: to the wallet, or else to where it waits. One of them is there.</summary>
    public static ImmutableArray<Guid> WithdrawalReturnIds(string withdrawalId) =>
        [NameBasedId.Create($"withdrawal\n{withdrawalId}\nreturn"), NameBasedId.Create($"withdrawal\n{withdrawalId}\nreturn to suspense")];

    /// <summary>The ids of the transfers that bring a refund's money back: to where it was, or else to where it waits. One of them is there.</summary>
    public static ImmutableArray<Guid> ReturnIds(PaymentRefund refund) => [RefundId(refund, "return"), RefundId(refund, "return to suspense")];

    /// <summary>The ids of the transfers of a dispute: the money taken, and given back.</summary>
    public static (Guid Withdrawn, Guid Reinstated) DisputeIds(PaymentAttempt attempt, PaymentDispute dispute) =>
        (DisputeId(attempt, dispute, "withdrawn"), DisputeId(attempt, dispute, "reinstated"));

    /// <summary>The id of the transfer that brings a try's money.</summary>
    public static Guid SettlementId(Guid attemptId) => NameBasedId.Create($"payment\n{attemptId}\nsettle");

    /// <summary>The id of the transfer that brings money which never came into its payment.</summary>
    public static Guid ArrivalId(PaymentRefund refund) => RefundId(refund, "arrived");

    /// <summary>The id of the transfer that takes a refund's money to the gateway.</summary>
    public static Guid RefundId(PaymentState state, PaymentRefund refund) => refund.IsOfCaptured && state.Purpose == PaymentPurpose.TopUp
        ? TransactionId.Create(state.PayerId, TransactionKind.Refund, RefundOperation(refund).Key)
        : RefundId(refund, "reserve");

    /// <summary>The account that a wallet pays to when its money goes to the gateway.</summary>
    public static SystemAccount ClearingAccount(string gateway) => gateway switch
    {
        "sandbox" => SystemAccount.SandboxClearing,
        "stripe" => SystemAccount.StripeClearing,
        "midtrans" => SystemAccount.MidtransClearing,
        "xendit" => SystemAccount.XenditClearing,
        _ => throw new ArgumentOutOfRangeException(nameof(gateway), gateway, "This gateway has no account that wallets pay to. Add it here and to SystemAccount."),
    };

    /// <summary>An operation of ours on a wallet, under a name that no caller can choose.</summary>
    public static Operation Operation(string name) => new(Nusaloka.Wallets.Operation.OursPrefix + name, FingerprintOf(name));

    private static Operation RefundOperation(PaymentRefund refund) => Operation($"refund:{refund.Id}");

    private static SystemAccount ClearingAccount(PaymentAttempt attempt) => ClearingAccount(attempt.Method);

    private static string Clearing(PaymentAttempt attempt) => LedgerAccountCode.GatewayClearing(attempt.Method);

    private static Guid RefundId(PaymentRefund refund, string what) => NameBasedId.Create($"payment refund\n{refund.Id}\n{what}");

    private static Guid DisputeId(PaymentAttempt attempt, PaymentDispute dispute, string what) =>
        NameBasedId.Create($"payment dispute\n{attempt.Method}\n{dispute.Reference}\n{what}");

    private static string FingerprintOf(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    private async Task MustPostAsync(Guid id, string debit, string credit, Money amount, string? reference) =>
        MustBeDone(await PostAsync(id, TransactionKind.Settlement, debit, credit, amount, reference), credit);

    private async Task<PostingOutcome> PostAsync(
        Guid id, TransactionKind kind, string debit, string credit, Money amount, string? reference, CountedLimits limits = CountedLimits.None)
    {
        var posting = new LedgerPosting(
            id, (short)kind, debit, credit, amount, Description: "", reference, FingerprintOf($"{id} {amount}"), Spender: null)
        {
            Limits = limits,
        };
        return (await ledger.PostAsync(posting)).Outcome;
    }

    private static void MustBeDone(PostingOutcome outcome, string credit)
    {
        if (outcome is not (PostingOutcome.Posted or PostingOutcome.Replayed))
            throw new InvalidOperationException($"A transfer to {credit} ended as {outcome}: it is between accounts of ours and cannot.");
    }
}
