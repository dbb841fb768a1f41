using Nusaloka.Accounts;
using Nusaloka.Api.Auth;

namespace Nusaloka.Api.Tests;

/// <summary>The product's keys and the forge's.</summary>
internal sealed class TestKeySource(GrainPublicKeySource inner, TokenForge forge) : IPublicKeySource
{
    public async Task<IReadOnlyList<PublicKey>> GetAsync(CancellationToken cancellationToken) =>
        [.. await inner.GetAsync(cancellationToken), forge.PublicKey];
}
