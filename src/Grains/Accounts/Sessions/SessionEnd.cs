using Nusaloka.Accounts.Sessions;

namespace Nusaloka.Grains.Accounts.Sessions;

/// <summary>That sessions end.</summary>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
/// <param name="TokensUntil">When the last of their access tokens has expired.</param>
internal readonly record struct SessionEnd(SessionEndReason Reason, DateTimeOffset At, DateTimeOffset TokensUntil);
