namespace Nusaloka.Persistence.Ledger;

/// <summary>Which kinds of transfers count for limits. The ledger does not know: it is told with each movement.</summary>
/// <param name="Incoming">The kinds that count for whom they come to.</param>
/// <param name="Outgoing">The kinds that count for whom they go from.</param>
public sealed record LimitedKinds(IReadOnlyCollection<short> Incoming, IReadOnlyCollection<short> Outgoing);
