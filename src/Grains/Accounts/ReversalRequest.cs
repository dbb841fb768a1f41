using Nusaloka.Accounts;

namespace Nusaloka.Grains.Accounts;

/// <summary>Somebody who reads an old address or number, and has proven nothing else, asks to take its change back.</summary>
/// <param name="Version">Which of <see cref="AccountState.Reversals"/>.</param>
/// <param name="AskedAt">When they asked.</param>
/// <param name="DueAt">When it happens unless the holder of the account objects.</param>
/// <param name="Language">The asker's.</param>
/// <param name="IsContested">Whether the holder has objected, so that an officer decides and nothing happens by itself.</param>
public sealed record ReversalRequest(long Version, DateTimeOffset AskedAt, DateTimeOffset DueAt, string Language, bool IsContested = false)
{
    /// <summary>How far it is.</summary>
    public ReversalProgress Progress() => new(IsContested ? ReversalStatus.Contested : ReversalStatus.Waiting, AskedAt, DueAt);
}
