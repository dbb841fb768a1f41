namespace Nusaloka.Grains.Sandbox;

/// <summary>What is remembered of a webhook while it is not taken; afterwards only that it was.</summary>
internal sealed record SandboxWebhookState
{
    /// <summary>Whether there is anything to send, or was.</summary>
    public bool Exists { get; init; }

    /// <summary>The JSON; empty when it is done with.</summary>
    public string Body { get; init; } = "";

    /// <summary>When it is sent next; null when it is done with.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How many are still to be taken.</summary>
    public int Copies { get; init; }

    /// <summary>Whether it is signed with a secret that nobody knows.</summary>
    public bool IsForged { get; init; }

    /// <summary>How often it was refused.</summary>
    public int Failures { get; init; }
}
