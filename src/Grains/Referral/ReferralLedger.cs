using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Nusaloka.Grains.Payments;
using Nusaloka.Grains.Wallets;
using Nusaloka.Persistence.Ledger;
using Nusaloka.Referral;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Referral;

/// <summary>
/// Credits rewards from our account for promotions, and takes them back into it. A transfer's id is made from the newcomer and from whom it is for, so each is there
/// once however often it is posted.
/// </summary>
internal sealed class ReferralLedger(ILedger ledger, IGrainFactory grains)
{
    private const string Description = "Hadiah undangan";
    private const string TakenBack = "Hadiah undangan ditarik kembali";

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

    /// <summary>What is owed for a newcomer's own reward.</summary>
    public static string NewcomerDebt(string newcomerId) => $"{newcomerId}/newcomer";

    /// <summary>What is owed for the reward for having invited a newcomer.</summary>
    public static string ReferrerDebt(string newcomerId) => $"{newcomerId}/referrer";

    /// <summary>The invitation rewarded with what of its rewards is in the ledger, and with nothing else.</summary>
    public async Task<InvitationState> KeepCreditedAsync(string newcomerId, InvitationState invitation, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var newcomer = await ledger.FindTransferAsync(NewcomerTransferId(newcomerId), cancellationToken);
        var referrer = await ledger.FindTransferAsync(ReferrerTransferId(newcomerId), cancellationToken);
        return invitation with
        {
            Status = ReferralStatus.Rewarded,
            NewcomerReward = newcomer is null ? Money.Rupiah(0) : invitation.NewcomerReward,
            ReferrerReward = referrer is null ? Money.Rupiah(0) : invitation.ReferrerReward,
            RewardedAt = now,
        };
    }

    /// <summary>What could be taken from a wallet now; null when there is none.</summary>
    public async Task<Money?> AvailableAsync(string accountId)
    {
        var balance = await grains.GetGrain<IWalletGrain>(accountId).GetBalanceAsync();
        return balance.IsSuccess ? balance.Value.Available
            : balance.Error.Code == WalletErrors.NotFound.Code ? null
            : throw new InvalidOperationException($"The balance of {accountId} was refused: {balance.Error.Code}.");
    }

    /// <summary>Takes the planned part of a debt. False when the wallet has not so much any more.</summary>
    public async Task<bool> TakeBackAsync(string accountId, RewardDebt debt)
    {
        var operation = PaymentLedger.Operation(string.Create(CultureInfo.InvariantCulture, $"referral:{debt.Id}:taken_back:{debt.Number}"));
        var taken = await grains.GetGrain<IWalletGrain>(accountId).PayAsync(
            new Pay(SystemAccount.Promotions, TransactionKind.Reversal, debt.Planned, TakenBack, operation));
        return taken.IsSuccess
            || (taken.Error.Code == WalletErrors.InsufficientFunds.Code || taken.Error.Code == WalletErrors.NotFound.Code ? false
                : throw new InvalidOperationException($"The reward {debt.Id} was not taken back: {taken.Error.Code}."));
    }

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
