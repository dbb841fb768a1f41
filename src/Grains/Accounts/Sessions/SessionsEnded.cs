using System.Collections.Immutable;
using Nusaloka.Accounts.Sessions;

namespace Nusaloka.Grains.Accounts.Sessions;

/// <summary>Sessions have ended before their time. What must follow: their access tokens count no more, and it is on record.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="Sessions">Which.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
/// <param name="TokensUntil">When the last of their access tokens has expired.</param>
public sealed record SessionsEnded(
    string AccountId, ImmutableArray<SessionThatEnded> Sessions, SessionEndReason Reason, DateTimeOffset At, DateTimeOffset TokensUntil)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "session.ended";

    /// <summary>The name when an old refresh token was shown: somebody has copied it.</summary>
    public const string ReuseType = "session.reuse_detected";
}

/// <summary>One of them.</summary>
/// <param name="Id">Which.</param>
/// <param name="Device">What it was begun with.</param>
public sealed record SessionThatEnded(string Id, string Device);
