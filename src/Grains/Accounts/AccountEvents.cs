using System.Collections.Immutable;

namespace Nusaloka.Grains.Accounts;

/// <summary>Someone has registered. What must follow: their identifiers last, and they have a wallet.</summary>
/// <param name="AccountId">Who.</param>
/// <param name="IdentifierKeys">Their e-mail and phone, as grain keys.</param>
public sealed record AccountRegistered(string AccountId, ImmutableArray<string> IdentifierKeys)
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
