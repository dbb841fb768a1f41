using Nusaloka.Accounts;

namespace Nusaloka.Grains.Accounts;

/// <summary>What it takes to take a change of address or number back.</summary>
/// <param name="Version">The account's version that the change made.</param>
/// <param name="Kind">Which of the two changed.</param>
/// <param name="Old">What it was, canonical; null when there was none.</param>
/// <param name="OldVerifiedAt">When that had been proven; null: it had not, and who reads it has no say.</param>
/// <param name="New">What it became.</param>
/// <param name="Until">Until when.</param>
public sealed record IdentifierReversal(
    long Version, IdentifierKind Kind, string? Old, DateTimeOffset? OldVerifiedAt, string New, DateTimeOffset Until)
{
    /// <summary>When the change was made: what was proven or added later proves nothing about who the account was. The beginning of time for changes that are older than this.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>The hash of the password that was good then; empty when none was.</summary>
    public string PasswordHash { get; init; } = "";

    /// <summary>How many wrong passwords were shown to take it back.</summary>
    public int WrongPasswords { get; init; }
}
