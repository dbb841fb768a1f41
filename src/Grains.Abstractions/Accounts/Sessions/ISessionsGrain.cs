using Orleans.Concurrency;

namespace Nusaloka.Accounts.Sessions;

/// <summary>
/// The sessions of one person: one for each sign-in on a device, at most <see cref="SessionLimits.MaxPerAccount"/>. Key: the account id.
/// All refreshes of an account pass here one by one, so a refresh token never has two children.
/// </summary>
[Alias("nusaloka.ISessionsGrain")]
public interface ISessionsGrain : IGrainWithStringKey
{
    /// <summary>
    /// Begins a session for somebody who has just proven who they are, and answers its first tokens. When there are too many, the one
    /// that was used longest ago ends. Errors: <c>account_not_found</c>, <c>account_banned</c>, <c>sign_in_outdated</c>.
    /// </summary>
    [Alias("Start")]
    Task<Result<SessionTokens>> StartAsync(StartSession command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Answers new tokens for a refresh token. The token before the newest still answers the newest, so that a lost answer logs nobody
    /// out; an older one, after the grace, ends the session: somebody has copied it. Errors: <c>refresh_token_invalid</c>.
    /// </summary>
    [Alias("Refresh")]
    Task<Result<SessionTokens>> RefreshAsync(string refreshToken, CancellationToken cancellationToken = default);

    /// <summary>Ends a session: its refresh tokens and its access tokens. Errors: <c>session_not_found</c>.</summary>
    [Alias("End")]
    Task<Result> EndAsync(string sessionId, SessionEndReason reason, CancellationToken cancellationToken = default);

    /// <summary>Ends all sessions but <paramref name="exceptSession"/>; all when that is null.</summary>
    [Alias("EndAll")]
    Task EndAllAsync(SessionEndReason reason, string? exceptSession, CancellationToken cancellationToken = default);

    /// <summary>Ends the sessions that are older than a change of the account. Repeating it does nothing.</summary>
    [Alias("EndOlder")]
    Task EndOlderAsync(AccessChange change, CancellationToken cancellationToken = default);

    /// <summary>Ends those of the sessions that began up to a time, but <paramref name="exceptSession"/>. Repeating it, however late, ends none that began later.</summary>
    [Alias("EndBegunUpTo")]
    Task EndBegunUpToAsync(DateTimeOffset time, SessionEndReason reason, string? exceptSession, CancellationToken cancellationToken = default);

    /// <summary>Whether the account knows a device by the hash of its token, see <see cref="DeviceToken"/>.</summary>
    [ReadOnly, Alias("KnowsDevice")]
    Task<bool> KnowsDeviceAsync(string tokenHash, CancellationToken cancellationToken = default);

    /// <summary>The sessions that live, the one used last first.</summary>
    [ReadOnly, Alias("List")]
    Task<SessionList> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Whether a session lives, for whoever cannot hear of ends otherwise.</summary>
    [ReadOnly, Alias("IsLive")]
    Task<bool> IsLiveAsync(string sessionId, CancellationToken cancellationToken = default);
}
