using Nusaloka.Accounts;

namespace Nusaloka.Api.Auth;

/// <summary>Where the public keys of access tokens come from.</summary>
public interface IPublicKeySource
{
    /// <summary>All keys whose tokens may still be good.</summary>
    Task<IReadOnlyList<PublicKey>> GetAsync(CancellationToken cancellationToken);
}
