namespace Nusaloka.Grains.Accounts;

/// <summary>Whose an e-mail address or phone number is.</summary>
public sealed record IdentifierState
{
    /// <summary>The account that has it, reserved it, or had it until the quarantine; null when it is free.</summary>
    public string? AccountId { get; init; }

    /// <summary>Until when nobody else gets it though the account has replaced it; null when it is the account's, or free.</summary>
    public DateTimeOffset? QuarantinedUntil { get; init; }

    /// <summary>Until when a reservation holds; null when it was confirmed, or is free.</summary>
    public DateTimeOffset? ReservedUntil { get; init; }
}
