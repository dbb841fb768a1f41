using Nusaloka.Accounts;
using Nusaloka.Referral;

namespace Nusaloka.Grains.Referral;

/// <summary>Reads what a registration says of an invitation.</summary>
internal sealed class ReferralClaims(IGrainFactory grains, ReferralFingerprints fingerprints)
{
    /// <summary>The claim, or that nobody has the code.</summary>
    public async Task<Result<ReferralClaim>> ReadAsync(RegisterAccount command, CancellationToken cancellationToken)
    {
        string? code = null;
        if (!string.IsNullOrWhiteSpace(command.ReferralCode)
            && (!ReferralCode.TryParse(command.ReferralCode, out code)
                || await grains.GetGrain<IReferralCodeGrain>(code).FindOwnerAsync(cancellationToken) is null))
        {
            return ReferralErrors.CodeUnknown;
        }

        return new ReferralClaim(code, fingerprints.OfAddress(command.Source?.Address), fingerprints.OfDevice(command.Source?.DeviceId));
    }
}
