namespace Nusaloka.Api.Auth.Revocations;

/// <summary>Who knows of a session whether it lives.</summary>
public interface ISessionSource
{
    /// <summary>Whether the session of the account lives.</summary>
    Task<bool> IsLiveAsync(string accountId, string sessionId, CancellationToken cancellationToken);
}
