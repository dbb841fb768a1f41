namespace Nusaloka.Grains.Accounts.Sessions;

/// <summary>What a genuine refresh token brings.</summary>
internal enum RefreshDecision
{
    /// <summary>It is the newest: the next one.</summary>
    Rotate,

    /// <summary>The newest was given out for it before, and its owner may not have got it: the newest once more.</summary>
    Repeat,

    /// <summary>Its owner has gone on long ago: somebody has copied it.</summary>
    Reused,
}
