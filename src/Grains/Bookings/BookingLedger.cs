using System.Security.Cryptography;
using System.Text;
using Nusaloka.Payments;
using Nusaloka.Persistence.Ledger;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Bookings;

/// <summary>
/// Moves a booking's money out of escrow. A transfer's id is made from the booking and from what it is, so each is there once however
/// often it is posted.
/// </summary>
internal sealed class BookingLedger(ILedger ledger)
{
    /// <summary>Gives the guide what is released, less our fee and what a bank has taken for good.</summary>
    /// <returns>What the guide got, and the fee.</returns>
    public async Task<(Money Payout, Money Fee)> PayOutAsync(BookingState state, string id, ReleasedPayment released)
    {
        var earned = released.Amount - released.Lost;
        var fee = PayingRules.FeeOf(earned, state.FeeBasisPoints);
        var payout = earned - fee;
        await MustPostAsync(PayoutId(id, "lost"), TransactionKind.Settlement, LedgerAccountCode.DisputeLoss, released.Lost, state.TripTitle);
        await MustPostAsync(PayoutId(id, "fee"), TransactionKind.Fee, LedgerAccountCode.Fees, fee, state.TripTitle);
        // A guide whose wallet is closed by now left the money to be asked for: officers find it in suspense.
        if (await PostAsync(PayoutId(id, "guide"), TransactionKind.Earnings, LedgerAccountCode.Wallet(state.GuideId), payout, state.TripTitle) == PostingOutcome.CreditMissing)
            await MustPostAsync(PayoutId(id, "guide to suspense"), TransactionKind.Settlement, LedgerAccountCode.PaymentSuspense, payout, state.TripTitle);
        return (payout, fee);
    }

    /// <summary>The id of a transfer.</summary>
    public static Guid PayoutId(string id, string what) => NameBasedId.Create($"booking\n{id}\npayout\n{what}");

    private async Task MustPostAsync(Guid id, TransactionKind kind, string credit, Money amount, string description)
    {
        if (await PostAsync(id, kind, credit, amount, description) is not (PostingOutcome.Posted or PostingOutcome.Replayed) and var outcome)
            throw new InvalidOperationException($"The transfer {id} from escrow to {credit} ended as {outcome}: it is between accounts of ours and cannot.");
    }

    private async Task<PostingOutcome> PostAsync(Guid id, TransactionKind kind, string credit, Money amount, string description)
    {
        if (amount.Units == 0)
            return PostingOutcome.Posted;

        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{id} {amount}")));
        var posted = await ledger.PostAsync(new LedgerPosting(
            id, (short)kind, LedgerAccountCode.BookingEscrow, credit, amount, description, Reference: null, fingerprint, Spender: null));
        return posted.Outcome is PostingOutcome.Posted or PostingOutcome.Replayed or PostingOutcome.CreditMissing
            ? posted.Outcome
            : throw new InvalidOperationException($"The transfer {id} from escrow to {credit} ended as {posted.Outcome}.");
    }
}
