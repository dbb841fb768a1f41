using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Codes;

namespace Nusaloka.Grains.Codes;

/// <summary>The codes that were sent to one address or number.</summary>
internal sealed record CodeState : IEventSource
{
    /// <summary>The codes that can still be used, oldest first.</summary>
    public ImmutableArray<CodeFlow> Flows { get; init; } = [];

    /// <summary>When codes were sent during the last day, oldest first.</summary>
    public ImmutableArray<CodeSent> Sent { get; init; } = [];

    /// <summary>When codes were wrong during the last day, whatever they were for; only as many as are counted, oldest first.</summary>
    public ImmutableArray<DateTimeOffset> Wrong { get; init; } = [];

    /// <summary>From where codes were right, the latest last.</summary>
    public ImmutableArray<FamiliarOrigin> Familiar { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public IReadOnlyList<OutboxEvent> PendingEvents { get; init; } = [];
}

/// <summary>A code that can be used once.</summary>
/// <param name="Purpose">What for.</param>
/// <param name="FlowId">What its user must show beside it.</param>
/// <param name="AccountId">Who must use it; null where the code says who it is.</param>
/// <param name="Hash">See <see cref="CodeSecrets.Hash"/>.</param>
/// <param name="ExpiresAt">Until when it is good.</param>
/// <param name="Failures">Wrong tries so far.</param>
/// <param name="Origin">From where it was asked for, see <see cref="CodeSecrets.OriginOf"/>.</param>
/// <param name="Digits">How long it is.</param>
internal sealed record CodeFlow(
    CodePurpose Purpose, string FlowId, string? AccountId, string Hash, DateTimeOffset ExpiresAt, int Failures, string Origin = "",
    int Digits = CodeSecrets.Digits);

/// <summary>That a code was sent.</summary>
internal sealed record CodeSent(CodePurpose Purpose, DateTimeOffset At, string Origin = "");

/// <summary>That a code was right there.</summary>
internal sealed record FamiliarOrigin(string Origin, DateTimeOffset At);
