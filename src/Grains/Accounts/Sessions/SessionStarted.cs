using System.Collections.Immutable;

namespace Nusaloka.Grains.Accounts.Sessions;

/// <summary>Somebody has signed in. What must follow: it is on record, and the owner knows when it was from somewhere new.</summary>
/// <param name="AccountId">Whose account.</param>
/// <param name="SessionId">The session.</param>
/// <param name="Device">What with.</param>
/// <param name="Methods">How they proved who they are.</param>
/// <param name="IsNew">Whether the device or the network was not seen before, though others were.</param>
/// <param name="At">When.</param>
public sealed record SessionStarted(
    string AccountId, string SessionId, string Device, ImmutableArray<string> Methods, bool IsNew, DateTimeOffset At)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "session.started";
}
