using System.Security.Cryptography;
using System.Text;
using Nusaloka.Grains.Wallets;
using Nusaloka.Persistence.Ledger;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Referral;

/// <summary>
/// Credits rewards from our account for promotions. A transfer's id is made from the newcomer and from whom it is for, so each is there
/// once however often it is posted.
/// </summary>
internal sealed class ReferralLedger(ILedger ledger)
{
    private const string Description = "Hadiah undangan";

    /// <summary>Credits the newcomer.</summary>
    public Task<RewardOutcome> CreditNewcomerAsync(string newcomerId, Money amount) =>
        CreditAsync(NewcomerTransferId(newcomerId), newcomerId, newcomerId, amount);

    /// <summary>Credits who invited.</summary>
    public Task<RewardOutcome> CreditReferrerAsync(string newcomerId, string referrerId, Money amount) =>
        CreditAsync(ReferrerTransferId(newcomerId), newcomerId, referrerId, amount);

    /// <summary>The transaction of a newcomer's reward.</summary>
    public static Guid NewcomerTransferId(string newcomerId) => NameBasedId.Create($"referral\n{newcomerId}\nnewcomer");

    /// <summary>The transaction of the reward for having invited a newcomer.</summary>
    public static Guid ReferrerTransferId(string newcomerId) => NameBasedId.Create($"referral\n{newcomerId}\nreferrer");

    private async Task<RewardOutcome> CreditAsync(Guid id, string newcomerId, string receiverId, Money amount)
    {
        if (amount.Units == 0)
            return RewardOutcome.None;

        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"referral {newcomerId} {receiverId} {amount}")));
        var posted = await ledger.PostAsync(new LedgerPosting(
            id, (short)TransactionKind.Reward, LedgerAccountCode.Promo, LedgerAccountCode.Wallet(receiverId), amount, Description, Reference: null,
            fingerprint, Spender: null)
        {
            Limits = LimitRules.Of(TransactionKind.Reward),
        });
        return posted.Outcome switch
        {
            PostingOutcome.Posted or PostingOutcome.Replayed => RewardOutcome.Credited,
            PostingOutcome.CreditMissing => RewardOutcome.Gone,
            PostingOutcome.OverBalanceCap or PostingOutcome.OverMonthlyIncoming => RewardOutcome.Full,
            _ => throw new InvalidOperationException($"The reward {id} ended as {posted.Outcome}, which it cannot."),
        };
    }
}
