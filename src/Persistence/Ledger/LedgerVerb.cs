namespace Nusaloka.Persistence.Ledger;

/// <summary>What an operation does.</summary>
internal enum LedgerVerb
{
    /// <summary>Moves an amount from the debit to the credit account.</summary>
    Transfer,

    /// <summary>Makes its amount, a number that nobody else has, the debit account's spender: from then on nobody else spends.</summary>
    Claim,

    /// <summary>Sets an amount of the debit account aside for the credit account, until it expires.</summary>
    Hold,

    /// <summary>Moves at most what is held to the account that the hold is for, and gives the rest free.</summary>
    Capture,

    /// <summary>Gives a hold free.</summary>
    Void,

    /// <summary>Gives a hold free whose time has come.</summary>
    Expire,
}
