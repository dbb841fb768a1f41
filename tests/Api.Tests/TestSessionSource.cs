using Nusaloka.Api.Auth.Revocations;

namespace Nusaloka.Api.Tests;

/// <summary>The product's sessions and the forge's, which is always there.</summary>
internal sealed class TestSessionSource(GrainSessionSource inner) : ISessionSource
{
    public async Task<bool> IsLiveAsync(string accountId, string sessionId, CancellationToken cancellationToken) =>
        sessionId == TokenForge.SessionId || await inner.IsLiveAsync(accountId, sessionId, cancellationToken);
}
