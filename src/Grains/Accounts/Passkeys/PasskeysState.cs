using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Nusaloka.Accounts.Passkeys;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Accounts.Passkeys;

/// <summary>The passkeys of an account, oldest first.</summary>
public sealed record PasskeysState : IEventSource
{
    /// <summary>At most <see cref="IPasskeysGrain.MaxPasskeys"/>.</summary>
    public ImmutableArray<Passkey> Passkeys { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public IReadOnlyList<OutboxEvent> PendingEvents { get; init; } = [];
}
