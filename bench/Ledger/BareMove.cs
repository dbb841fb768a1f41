namespace Nusaloka.Bench.Ledger;

/// <summary>One rupiah that goes from one account to another, and what both are after it.</summary>
internal readonly record struct BareMove(Guid Id, long From, long To, long FromSeq, long ToSeq, long FromBalance, long ToBalance);
