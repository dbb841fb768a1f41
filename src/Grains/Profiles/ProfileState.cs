using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Profiles;

namespace Nusaloka.Grains.Profiles;

/// <summary>What a profile remembers.</summary>
public sealed record ProfileState : IEventSource
{
    /// <summary>The id of a picture or an https address; null when there is none.</summary>
    public string? Photo { get; init; }

    /// <summary>A few words; may be empty.</summary>
    public string Bio { get; init; } = "";

    /// <summary>What the person has chosen.</summary>
    public Preferences Preferences { get; init; } = Preferences.Usual;

    /// <summary>The addresses, oldest first; one of them is the default, unless there is none.</summary>
    public ImmutableArray<Address> Addresses { get; init; } = [];

    /// <summary>The last addresses that were added under an Idempotency-Key, oldest first, whether they are still there or not.</summary>
    public ImmutableArray<AddedAddress> Added { get; init; } = [];

    /// <summary>The bank account as <see cref="ProfileSecrets"/> wraps it; null when none is kept.</summary>
    public string? BankAccount { get; init; }

    /// <summary>Since when it is this one; null for those that were kept before that was noted.</summary>
    public DateTimeOffset? BankAccountSince { get; init; }

    /// <summary>Whether we know who it is.</summary>
    public VerificationStatus Verification { get; init; }

    /// <summary>Name and document as <see cref="ProfileSecrets"/> wraps them; null when nothing was asked for.</summary>
    public string? Identity { get; init; }

    /// <summary>What the officer said.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Who decided about the identity.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>When the check was asked for.</summary>
    public DateTimeOffset? RequestedAt { get; init; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Grows by one with each change.</summary>
    public long Version { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public IReadOnlyList<OutboxEvent> PendingEvents { get; init; } = [];

    /// <summary>The state that follows: a version more, nothing to tell yet.</summary>
    public ProfileState Next(DateTimeOffset now) => this with { Version = Version + 1, UpdatedAt = now, PendingEvents = [] };
}
