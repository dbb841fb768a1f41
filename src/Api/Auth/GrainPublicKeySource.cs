using Nusaloka.Accounts;

namespace Nusaloka.Api.Auth;

/// <summary>The public keys as the key grain has them.</summary>
public sealed class GrainPublicKeySource(IGrainFactory grains) : IPublicKeySource
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<PublicKey>> GetAsync(CancellationToken cancellationToken) =>
        (await grains.GetGrain<ISigningKeysGrain>(ISigningKeysGrain.Key).GetPublicKeysAsync(cancellationToken)).Keys;
}
