namespace Nusaloka.Grains.Deliveries;

/// <summary>What is remembered of something to be sent while it is on its way; afterwards only that it was.</summary>
internal sealed record DeliveryState
{
    /// <summary>Whether there is anything to send, or was.</summary>
    public bool Exists { get; init; }

    /// <summary>The message as JSON, encrypted (it may hold a code that opens an account); empty when it is done with.</summary>
    public string Sealed { get; init; } = "";

    /// <summary>When it is tried next; null when it is done with.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>From when on it is of no use to anybody.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How often it was tried in vain.</summary>
    public int Failures { get; init; }
}
