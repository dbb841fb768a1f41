namespace Nusaloka.Grains.Profiles;

/// <summary>One identity document, and whose account is verified by it. Key: a fingerprint, see <see cref="IdentityFingerprints"/>.</summary>
[Alias("nusaloka.IIdentityClaimGrain")]
internal interface IIdentityClaimGrain : IGrainWithStringKey
{
    /// <summary>Gives the document to the account, unless another has it. Answers who has it then.</summary>
    [Alias("Claim")]
    Task<string> ClaimAsync(string accountId, CancellationToken cancellationToken = default);

    /// <summary>Takes it away from the account; nothing when that has it not.</summary>
    [Alias("Release")]
    Task ReleaseAsync(string accountId, CancellationToken cancellationToken = default);
}
