using Orleans.Concurrency;

namespace Nusaloka.Grains.Referral;

/// <summary>Makes one code belong to at most one person, for ever. Key: the code in upper case.</summary>
[Alias("nusaloka.IReferralCodeGrain")]
internal interface IReferralCodeGrain : IGrainWithStringKey
{
    /// <summary>Takes the code for a person. False when it is another's, or was.</summary>
    [Alias("Claim")]
    Task<bool> ClaimAsync(string accountId, CancellationToken cancellationToken = default);

    /// <summary>Whose it is; null when nobody's.</summary>
    [ReadOnly, Alias("FindOwner")]
    Task<string?> FindOwnerAsync(CancellationToken cancellationToken = default);

    /// <summary>Makes it nobody's for ever, when it is this person's.</summary>
    [Alias("Retire")]
    Task RetireAsync(string accountId, CancellationToken cancellationToken = default);
}
