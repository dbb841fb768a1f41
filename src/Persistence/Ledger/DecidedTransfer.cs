namespace Nusaloka.Persistence.Ledger;

/// <summary>A transfer that a batch makes: the numbers of its two entries, and the balances after them.</summary>
internal readonly record struct DecidedTransfer(
    LedgerOperation Operation, AccountState Debit, AccountState Credit, long DebitSeq, long CreditSeq, long DebitBalance, long CreditBalance);

/// <summary>A hold that a batch makes, and the day on which it counts as sent.</summary>
internal readonly record struct DecidedHold(LedgerOperation Operation, AccountState Account, AccountState Payee, DateOnly? CountedOn);

/// <summary>A hold that leaves its state open, and the operation by which it does; null when its time has come.</summary>
internal readonly record struct DecidedResolution(Guid HoldId, HoldState State, Guid? By);
