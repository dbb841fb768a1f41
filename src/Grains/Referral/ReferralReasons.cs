namespace Nusaloka.Grains.Referral;

/// <summary>Why there is no reward, in the words that are stored and shown.</summary>
internal static class ReferralReasons
{
    public const string SamePerson = "same_person";
    public const string RewardedBefore = "rewarded_before";
    public const string TooManyFromAddress = "too_many_from_address";
    public const string TooLate = "too_late";
    public const string ReferrerGone = "referrer_gone";
    public const string ReferrerCapReached = "referrer_cap_reached";
    public const string AccountClosed = "account_closed";
    public const string PaymentUndone = "payment_undone";
    public const string PhoneNotProven = "phone_not_proven";
    public const string ReferrerNotProven = "referrer_not_proven";
    public const string TooManyWithPayee = "too_many_with_payee";
    public const string PaidReferrer = "paid_referrer";
    public const string WalletLimits = "wallet_limits";
}
