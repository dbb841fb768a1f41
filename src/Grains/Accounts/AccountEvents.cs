using System.Collections.Immutable;
using Nusaloka.Grains.Referral;

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

/// <summary>Someone has closed their account. What must follow: their identifiers are free.</summary>
/// <param name="AccountId">Who.</param>
/// <param name="IdentifierKeys">What they had, as grain keys.</param>
public sealed record AccountClosed(string AccountId, ImmutableArray<string> IdentifierKeys)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "account.closed";
}
