using Nusaloka.Accounts.Sessions;

namespace Nusaloka.Api.Auth.Revocations;

/// <summary>Sessions as the account's grain has them.</summary>
public sealed class GrainSessionSource(IGrainFactory grains) : ISessionSource
{
    /// <inheritdoc/>
    public Task<bool> IsLiveAsync(string accountId, string sessionId, CancellationToken cancellationToken) =>
        grains.GetGrain<ISessionsGrain>(accountId).IsLiveAsync(sessionId, cancellationToken);
}
