using System.Collections.Immutable;

namespace Nusaloka.Persistence.Ledger;

/// <summary>An account with its open holds, of one moment.</summary>
/// <param name="Account">The account.</param>
/// <param name="Holds">Its open holds, the one that expires first at the front; as many as were asked for.</param>
public sealed record LedgerHoldings(LedgerAccount Account, ImmutableArray<StoredHold> Holds);
