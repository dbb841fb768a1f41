namespace Nusaloka.Grains.Accounts;

/// <summary>The decisions about who has an identifier.</summary>
internal static class IdentifierRules
{
    /// <summary>
    /// How long a reservation holds without being confirmed: well above the time that a registration takes while many wait for
    /// their password to be hashed, and short enough to try again after a crash.
    /// </summary>
    public static readonly TimeSpan ReservationTime = TimeSpan.FromSeconds(30);

    /// <summary>What a wish to reserve meets.</summary>
    public static ReserveDecision DecideReserve(IdentifierState state, string accountId, DateTimeOffset now) => state switch
    {
        { AccountId: null } => ReserveDecision.Grant,
        { AccountId: var holder, ReservedUntil: null } => holder == accountId ? ReserveDecision.AlreadyTheirs : ReserveDecision.Refuse,
        { AccountId: var holder } when holder == accountId => ReserveDecision.Grant,
        { ReservedUntil: var until } when until > now => ReserveDecision.Refuse,
        _ => ReserveDecision.AskHolder,
    };

    /// <summary>A reservation from now on.</summary>
    public static IdentifierState Reserve(string accountId, DateTimeOffset now) =>
        new() { AccountId = accountId, ReservedUntil = now + ReservationTime };

    /// <summary>Belonging for good.</summary>
    public static IdentifierState Confirm(string accountId) => new() { AccountId = accountId };
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
