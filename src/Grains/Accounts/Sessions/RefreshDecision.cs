namespace Nusaloka.Grains.Accounts.Sessions;

/// <summary>What a genuine refresh token brings.</summary>
internal enum RefreshDecision
{
    /// <summary>It is the newest, or its parent whose owner has waited for it in vain: the next one.</summary>
    Rotate,

    /// <summary>The newest was given out for it a moment ago: the newest once more.</summary>
    Repeat,

    /// <summary>Its owner has gone on long ago: somebody has copied it.</summary>
    Reused,
}
