using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Nusaloka.Referral;

namespace Nusaloka.Api.Referral;

/// <summary>Says who invited.</summary>
public sealed record JoinReferralRequest
{
    /// <summary>Their code.</summary>
    [Description("The code of who invited you, in any case."), MinLength(1), MaxLength(ReferralCode.MaxWrittenLength)]
    public required string Code { get; init; }

    /// <summary>What the app calls the device.</summary>
    [Description("What the app calls the device, always the same. Only a fingerprint of it is kept."), MaxLength(100)]
    public string? DeviceId { get; init; }
}
