namespace Nusaloka.Grains.Accounts.Passkeys;

/// <summary>Somebody can sign in with a new passkey from now on.</summary>
public sealed record PasskeyAdded(string AccountId, string PasskeyId)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "passkey.added";
}

/// <summary>A passkey is no longer good. What must follow: the person's sessions end, but the one that removed it.</summary>
public sealed record PasskeyRemoved(string AccountId, string PasskeyId, string? KeptSession)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "passkey.removed";

    /// <summary>When; null in events that are older than this.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>
/// A passkey signed well, with a counter that had been seen: there may be a copy of its private key. The sign-in was refused.
/// </summary>
public sealed record PasskeyCounterWentBack(string AccountId, string PasskeyId, long Stored, long Presented)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "passkey.counter_went_back";
}

/// <summary>
/// A passkey says otherwise than before whether it may be copied to other devices. The specification has that impossible, and providers
/// that began to sync existing passkeys do it; so it is told, and not refused.
/// </summary>
public sealed record PasskeyBackupEligibilityChanged(string AccountId, string PasskeyId, bool IsBackupEligible)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "passkey.backup_eligibility_changed";
}
