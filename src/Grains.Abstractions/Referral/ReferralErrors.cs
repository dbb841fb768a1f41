namespace Nusaloka.Referral;

/// <summary>The expected failures of invitations.</summary>
public static class ReferralErrors
{
    /// <summary>Nobody has this code.</summary>
    public static Error CodeUnknown { get; } = new(
        "referral_code_unknown", ErrorKind.Refused, "Nobody has this referral code. Check it, or leave it out. Nothing was done.");

    /// <summary>Nobody invites themselves.</summary>
    public static Error OwnCode { get; } =
        new("own_referral_code", ErrorKind.Refused, "This referral code is your own. It is for others.");

    /// <summary>Only newcomers are invited.</summary>
    public static Error NotNewer { get; } = new(
        "referral_not_newer", ErrorKind.Refused, "Whoever has this code came after you. Only somebody who was here before can have invited you.");

    /// <summary>A person comes once.</summary>
    public static Error AlreadyJoined { get; } =
        new("referral_joined", ErrorKind.Conflict, "You have come by another referral code already.");

    /// <summary>It is too late to say who invited.</summary>
    public static Error TooLate { get; } = new(
        "referral_too_late", ErrorKind.Conflict, "A referral code is given within days of the registration and before the first payment.");
}
