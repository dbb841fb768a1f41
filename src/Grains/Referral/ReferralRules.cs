using System.Security.Cryptography;
using System.Text;
using Nusaloka.Accounts;
using Nusaloka.Payments;
using Nusaloka.Referral;

namespace Nusaloka.Grains.Referral;

/// <summary>The decisions about invitations and rewards: pure functions from state and what happened to the next state.</summary>
internal static class ReferralRules
{
    /// <summary>Western Indonesian time, by which months and terms change.</summary>
    private static readonly TimeSpan Zone = TimeSpan.FromHours(7);

    /// <summary>So long a reward that the wallet's limits do not allow is tried again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(30);

    /// <summary>
    /// The code that a person gets when <paramref name="attempt"/> others were taken. It is made from the account's id, so that whoever
    /// dies while taking it takes the same again.
    /// </summary>
    public static string CodeOf(string accountId, int attempt)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"referral code\n{accountId}\n{attempt}"));
        return string.Concat(Enumerable.Range(0, ReferralCode.Length).Select(i =>
            ReferralCode.Alphabet[BitConverter.ToUInt16(hash, i * sizeof(ushort)) % ReferralCode.Alphabet.Length]));
    }

    /// <summary>The day by which terms hold.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Zone).DateTime);

    /// <summary>The first instant of the month that begins on a day, and of the next one.</summary>
    public static (DateTimeOffset From, DateTimeOffset To) Bounds(DateOnly month) =>
        (new DateTimeOffset(month, TimeOnly.MinValue, Zone), new DateTimeOffset(month.AddMonths(1), TimeOnly.MinValue, Zone));

    /// <summary>Whether an invitation cannot be: null when it can.</summary>
    public static Error? Check(Account newcomer, Account? referrer) =>
        referrer is null ? ReferralErrors.CodeUnknown
        : referrer.Id == newcomer.Id ? ReferralErrors.OwnCode
        // Whoever invites was there first, strictly. So invitations lead from the newer to the older only, and never in a circle.
        : referrer.CreatedAt >= newcomer.CreatedAt ? ReferralErrors.NotNewer
        : null;

    /// <summary>Whether it is too late to say who invited, for who did not do so when they registered.</summary>
    public static bool IsTooLate(ReferralState state, Account newcomer, ReferralOptions options, DateTimeOffset now) =>
        state.FirstPayment is not null || now > newcomer.CreatedAt.AddDays(options.ClaimDays);

    /// <summary>The newcomer has joined.</summary>
    public static ReferralState Join(
        ReferralState state, string referrerId, string code, string? address, bool isSamePerson, ReferralOptions options, DateTimeOffset now) => state with
    {
        Invitation = new InvitationState
        {
            ReferrerId = referrerId,
            Code = code,
            JoinedAt = now,
            Terms = options.TermsOn(DayOf(now)),
            Address = address,
            Status = isSamePerson ? ReferralStatus.Refused : ReferralStatus.Joined,
            Reason = isSamePerson ? ReferralReasons.SamePerson : null,
        },
    };

    /// <summary>Whether a payment earns the rewards.</summary>
    public static bool Earns(InvitationState invitation, PaidPayment payment) =>
        invitation.Status == ReferralStatus.Joined && IsEnough(invitation, payment.Amount);

    /// <summary>Whether a payment of so much earns rewards: something, and the least that was promised for.</summary>
    public static bool IsEnough(InvitationState invitation, Money amount) =>
        amount.Units > 0 && amount.Units >= invitation.Terms.MinimumPayment.Units;

    /// <summary>What is left of a payment after what was given back, or taken back by the payer's bank.</summary>
    public static Money Left(Payment payment)
    {
        var lost = payment.Disputes.Where(static dispute => dispute is { Status: DisputeStatus.Lost, IsOfAnotherTry: false }).Sum(static dispute => dispute.Amount.Units);
        return Money.Rupiah(Math.Max(0, payment.AmountCaptured.Units - payment.AmountRefunded.Units - lost));
    }

    /// <summary>Whether whoever invited, or the newcomer, earns by the purchase: that costs them nothing but our fee, so rewards could be had for it without end.</summary>
    public static bool IsAmongThemselves(string newcomerId, InvitationState invitation, CompletedPurchase purchase) =>
        purchase.PayeeId == invitation.ReferrerId || purchase.PayeeId == newcomerId;

    /// <summary>Whether somebody is known well enough to be rewarded: by a phone number that is theirs.</summary>
    public static bool IsProven(Account account, ReferralOptions options) => account.IsPhoneVerified || !options.NeedsPhone;

    /// <summary>Whether rewards that were earned wait for the newcomer to prove a phone number.</summary>
    public static bool AwaitsProof(ReferralState state) =>
        state is { Completed: not null, Invitation: { Status: ReferralStatus.Joined, Reason: ReferralReasons.PhoneNotProven } };

    /// <summary>Whether the payment came too late to earn anything.</summary>
    public static bool IsOver(InvitationState invitation, PaidPayment payment, ReferralOptions options) =>
        payment.At > invitation.JoinedAt.AddDays(options.RewardDays);

    /// <summary>There will be no reward.</summary>
    public static InvitationState Refuse(InvitationState invitation, string reason) =>
        invitation with { Status = ReferralStatus.Refused, Reason = reason };

    /// <summary>The rewards are due.</summary>
    /// <param name="invitation">The invitation.</param>
    /// <param name="payment">What earned them.</param>
    /// <param name="referrerReason">Why there is none for who invited; null when there is one.</param>
    /// <param name="now">Now.</param>
    public static InvitationState MakeDue(InvitationState invitation, PaidPayment payment, string? referrerReason, DateTimeOffset now) => invitation with
    {
        Status = ReferralStatus.Due,
        PaymentId = payment.PaymentId,
        NewcomerReward = invitation.Terms.NewcomerReward,
        ReferrerReward = referrerReason is null ? invitation.Terms.ReferrerReward : Money.Rupiah(0),
        Reason = referrerReason,
        DueAt = now,
    };

    /// <summary>
    /// What follows from what the wallets took: null where a wallet's limits stand in the way and it is tried again.
    /// </summary>
    public static InvitationState? Settle(InvitationState invitation, RewardOutcome newcomer, RewardOutcome referrer, DateTimeOffset now)
    {
        var isPatient = now < invitation.DueAt + Patience;
        if (isPatient && (newcomer == RewardOutcome.Full || referrer == RewardOutcome.Full))
            return null;

        return invitation with
        {
            Status = ReferralStatus.Rewarded,
            NewcomerReward = newcomer == RewardOutcome.Credited ? invitation.NewcomerReward : Money.Rupiah(0),
            ReferrerReward = referrer == RewardOutcome.Credited ? invitation.ReferrerReward : Money.Rupiah(0),
            Reason = referrer == RewardOutcome.Full || newcomer == RewardOutcome.Full ? ReferralReasons.WalletLimits : invitation.Reason,
            RewardedAt = now,
        };
    }

    /// <summary>
    /// The invitation after something of a payment went back; the very same one when that payment earned nothing, would still do, or earned it
    /// too long ago.
    /// </summary>
    public static InvitationState Undo(ReferralState state, InvitationState invitation, PaidPayment left, ReferralOptions options)
    {
        if (invitation.Status is not ReferralStatus.Rewarded || (invitation.PaymentId ?? state.FirstPayment?.PaymentId) != left.PaymentId
            || IsEnough(invitation, left.Amount) || left.At > (invitation.RewardedAt ?? left.At).AddDays(options.TakeBackDays))
        {
            return invitation;
        }

        return invitation with { Status = ReferralStatus.TakenBack, Reason = ReferralReasons.PaymentUndone };
    }

    /// <summary>What is left when the account is closed: ids and amounts.</summary>
    public static ReferralState Erase(ReferralState state) => new()
    {
        Invitation = state.Invitation is not { } invitation ? null
            : (invitation.Status == ReferralStatus.Joined ? Refuse(invitation, ReferralReasons.AccountClosed) : invitation) with { Address = null },
    };

    /// <summary>What the person sees.</summary>
    public static ReferralOverview View(string code, ReferralState state, ReferralTerms terms) => new(
        code, terms, state.Invitation is { } invitation
            ? new ReferralInvitation(invitation.Status, invitation.JoinedAt, invitation.Terms, invitation.Reason)
            : null);
}
