using Microsoft.Extensions.Logging;

namespace Nusaloka.Grains.Profiles;

/// <summary>Sees to it that a document verifies one account.</summary>
internal sealed partial class IdentityClaims(IdentityFingerprints fingerprints, IGrainFactory grains, ILogger<IdentityClaims> logger)
{
    /// <summary>Gives the document to the account; false when another account is verified by it.</summary>
    public async Task<bool> TryClaimAsync(string accountId, IdentityData identity, CancellationToken cancellationToken)
    {
        foreach (var fingerprint in fingerprints.Of(identity))
        {
            var holder = await grains.GetGrain<IIdentityClaimGrain>(fingerprint).ClaimAsync(accountId, cancellationToken);
            if (holder == accountId)
                continue;
            LogInUse(accountId, holder);
            return false;
        }

        return true;
    }

    /// <summary>The account is not verified by the document any more.</summary>
    public async Task ReleaseAsync(string accountId, IdentityData identity, CancellationToken cancellationToken)
    {
        foreach (var fingerprint in fingerprints.Of(identity))
            await grains.GetGrain<IIdentityClaimGrain>(fingerprint).ReleaseAsync(accountId, cancellationToken);
    }

    [LoggerMessage(1640, LogLevel.Warning, "The identity document of account {AccountId} verifies account {HolderId} already: one person with two accounts, or a stolen document?")]
    private partial void LogInUse(string accountId, string holderId);
}
