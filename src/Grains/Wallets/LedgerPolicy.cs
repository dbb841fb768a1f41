using Nusaloka.Persistence.Ledger;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Wallets;

/// <summary>What programs that verify the ledger must know of the rules by which it is written.</summary>
public static class LedgerPolicy
{
    /// <summary>Which kinds of transactions count for limits.</summary>
    public static LimitedKinds LimitedKinds { get; } = new(
        Kinds(static kind => LimitRules.OfCapture(kind).HasFlag(CountedLimits.Incoming)), Kinds(static kind => LimitRules.OfHold(kind).HasFlag(CountedLimits.Outgoing)));

    private static short[] Kinds(Func<TransactionKind, bool> counts) =>
        [.. Enum.GetValues<TransactionKind>().Where(counts).Select(static kind => (short)kind)];
}
