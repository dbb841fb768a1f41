using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Nusaloka.Accounts;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Accounts;

/// <summary>What an account remembers.</summary>
public sealed record AccountState : IEventSource
{
    /// <summary>Where it is in its life.</summary>
    public AccountStatus Status { get; init; }

    /// <summary>The person's name; empty when closed.</summary>
    public string FullName { get; init; } = "";

    /// <summary>Canonical, see <see cref="Identifier"/>; null when there is none.</summary>
    public string? Email { get; init; }

    /// <summary>When the person proved that the e-mail address is theirs; null when they have not.</summary>
    public DateTimeOffset? EmailVerifiedAt { get; init; }

    /// <summary>E.164; null when there is none.</summary>
    public string? Phone { get; init; }

    /// <summary>When the person proved that the phone number is theirs; null when they have not.</summary>
    public DateTimeOffset? PhoneVerifiedAt { get; init; }

    /// <summary>PBKDF2, in the format of ASP.NET Core Identity version 3; empty when there is none.</summary>
    public string PasswordHash { get; init; } = "";

    /// <summary>
    /// SHA-256 of what the account was opened with, without the password, by which a repeat of that request is known when name or identifiers have changed
    /// since. Null for accounts that are older than this.
    /// </summary>
    public string? RegistrationHash { get; init; }

    /// <summary>What the person may do.</summary>
    public Role Role { get; init; }

    /// <summary>Why and since when staff have shut the account; null when they have not.</summary>
    public AccountBan? Ban { get; init; }

    /// <summary>See <see cref="AccountStanding.AccessVersion"/>.</summary>
    public long AccessVersion { get; init; }

    /// <summary>See <see cref="AccountStanding.KeptSession"/>.</summary>
    public string? KeptSession { get; init; }

    /// <summary>Changes of what the person signs in with that can still be taken back, oldest first.</summary>
    public ImmutableArray<IdentifierReversal> Reversals { get; init; } = [];

    /// <summary>The one of them that somebody has asked to take back without a second proof; null for none.</summary>
    public ReversalRequest? Reversal { get; init; }

    /// <summary>Grows by one with each change.</summary>
    public long Version { get; init; }

    /// <summary>When it was opened.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public IReadOnlyList<OutboxEvent> PendingEvents { get; init; } = [];

    /// <summary>Whether the person can use it.</summary>
    [JsonIgnore]
    public bool IsOpen => Status == AccountStatus.Open;

    /// <summary>Whether the person can do what only admins can.</summary>
    [JsonIgnore]
    public bool IsAdminInCharge => IsOpen && Role == Role.Admin && Ban is null;

    /// <summary>What a password is compared with; null when none is good.</summary>
    [JsonIgnore]
    public string? PasswordToCheck => IsOpen && PasswordHash.Length > 0 ? PasswordHash : null;

    /// <summary>The e-mail address and phone number, as far as there are any.</summary>
    [JsonIgnore]
    public IEnumerable<Identifier> Identifiers
    {
        get
        {
            if (Email is not null)
                yield return new Identifier(IdentifierKind.Email, Email);
            if (Phone is not null)
                yield return new Identifier(IdentifierKind.Phone, Phone);
        }
    }
}
