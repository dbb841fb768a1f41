using System.Collections.Immutable;
using Nusaloka.Grains.Referral;
using Nusaloka.Accounts.Sessions;

namespace Nusaloka.Grains.Accounts;

/// <summary>Someone has registered. What must follow: their identifiers last, and they have a wallet.</summary>
/// <param name="AccountId">Who.</param>
/// <param name="IdentifierKeys">Their e-mail and phone, as grain keys.</param>
/// <param name="Referral">Who invited them, and from where they came; null when nothing is said.</param>
public sealed record AccountRegistered(string AccountId, ImmutableArray<string> IdentifierKeys, ReferralClaim? Referral = null)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "account.registered";
}

/// <summary>
/// Someone has another e-mail address or phone number, or a first one. What must follow: the new one lasts, the old one is free, older
/// sessions end, and whoever reads the old address knows.
/// </summary>
/// <param name="AccountId">Who.</param>
/// <param name="New">The new one, as a grain key.</param>
/// <param name="Old">The one that it replaces; null for none.</param>
/// <param name="Told">Who is told: the old one, or else another one of the account; null when there is none.</param>
/// <param name="Access">The replacement as the sessions understand it; null when there was none to replace.</param>
/// <param name="Language">The language of the notice.</param>
/// <param name="At">When.</param>
public sealed record IdentifierChanged(
    string AccountId, string New, string? Old, string? Told, AccessChange? Access, string Language, DateTimeOffset At)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "account.identifier_changed";

    /// <summary>The version of the account that the change made.</summary>
    public long Version { get; init; }

    /// <summary>Until when the old one is kept from others; null: it is free at once.</summary>
    public DateTimeOffset? QuarantinedUntil { get; init; }

    /// <summary>Whether who reads the old one can take the change back until then.</summary>
    public bool CanBeReversed { get; init; }
}

/// <summary>
/// A change of address or number was taken back, with all that came after it. What must follow: the old ones last, the new ones are free,
/// sessions and passkeys end.
/// </summary>
/// <param name="AccountId">Whose.</param>
/// <param name="Kept">What the account has now, as grain keys.</param>
/// <param name="Dropped">What it has no more.</param>
/// <param name="Access">The change as the sessions understand it.</param>
/// <param name="At">When.</param>
public sealed record IdentifierReverted(
    string AccountId, ImmutableArray<string> Kept, ImmutableArray<string> Dropped, AccessChange Access, DateTimeOffset At)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "account.identifier_reverted";

    /// <summary>The officer who decided it; null when the person did.</summary>
    public string? By { get; init; }

    /// <summary>What it was that was taken back to, as a grain key; null in events that are older than this.</summary>
    public string? Back { get; init; }
}

/// <summary>Someone has closed their account. What must follow: their identifiers are free.</summary>
/// <param name="AccountId">Who.</param>
/// <param name="IdentifierKeys">What they had, as grain keys.</param>
public sealed record AccountClosed(string AccountId, ImmutableArray<string> IdentifierKeys)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "account.closed";
}
