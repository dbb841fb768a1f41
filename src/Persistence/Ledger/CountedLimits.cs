namespace Nusaloka.Persistence.Ledger;

/// <summary>Which limits count for an operation. An account without a tier has none.</summary>
[Flags]
public enum CountedLimits
{
    /// <summary>None: what belongs to somebody is never refused.</summary>
    None = 0,

    /// <summary>What the receiver may hold, and receive in a month.</summary>
    Incoming = 1,

    /// <summary>What the payer may send in a day.</summary>
    Outgoing = 2,
}
