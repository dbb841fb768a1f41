namespace Nusaloka.Grains.Accounts;

/// <summary>The decisions about who has an identifier.</summary>
internal static class IdentifierRules
{
    /// <summary>What a wish to reserve meets.</summary>
    public static ReserveDecision DecideReserve(IdentifierState state, string accountId, DateTimeOffset now) => state switch
    {
        { AccountId: null } => ReserveDecision.Grant,
        { AccountId: var former, QuarantinedUntil: { } until } => former == accountId || until <= now ? ReserveDecision.Grant : ReserveDecision.Refuse,
        { AccountId: var holder, ReservedUntil: null } => holder == accountId ? ReserveDecision.AlreadyTheirs : ReserveDecision.Refuse,
        { AccountId: var holder } when holder == accountId => ReserveDecision.Grant,
        { ReservedUntil: var until } when until > now => ReserveDecision.Refuse,
        _ => ReserveDecision.AskHolder,
    };

    /// <summary>A reservation.</summary>
    public static IdentifierState Reserve(string accountId, DateTimeOffset until) => new() { AccountId = accountId, ReservedUntil = until };

    /// <summary>Belonging for good.</summary>
    public static IdentifierState Confirm(string accountId) => new() { AccountId = accountId };

    /// <summary>Nobody's, and kept from all but the account that had it.</summary>
    public static IdentifierState Quarantine(string accountId, DateTimeOffset until) => new() { AccountId = accountId, QuarantinedUntil = until };
}

/// <summary>What a wish to reserve an identifier meets.</summary>
internal enum ReserveDecision
{
    /// <summary>It is free, or reserved by the same account.</summary>
    Grant,

    /// <summary>The account has it for good.</summary>
    AlreadyTheirs,

    /// <summary>It is another's.</summary>
    Refuse,

    /// <summary>Another's reservation has expired; whether that account came to be is for the account to say.</summary>
    AskHolder,
}
