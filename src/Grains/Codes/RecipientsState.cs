using System.Collections.Immutable;

namespace Nusaloka.Grains.Codes;

/// <summary>The different recipients of the last day, oldest first.</summary>
internal sealed record RecipientsState
{
    /// <summary>Which.</summary>
    public ImmutableArray<Recipient> Recipients { get; init; } = [];
}

/// <summary>One of them.</summary>
/// <param name="Hash">See <see cref="CodeSecrets.RecipientOf"/>.</param>
/// <param name="At">When first.</param>
internal sealed record Recipient(string Hash, DateTimeOffset At);
