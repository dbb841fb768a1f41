namespace Nusaloka.Payments;

/// <summary>Something of which the ledger and the gateway say different things.</summary>
/// <param name="Id">UUID; the same difference found again is the same.</param>
/// <param name="SubjectId">The payment or withdrawal; the transfer of an unexplained entry, or what the gateway calls what is unknown here.</param>
/// <param name="Gateway">Whose record it is.</param>
/// <param name="Kind">What differs.</param>
/// <param name="LedgerUnits">What the ledger has, in whole rupiah.</param>
/// <param name="GatewayUnits">What the gateway has.</param>
/// <param name="Detail">What it is about: try, refunds, payout; and the statuses where they differ.</param>
/// <param name="IsOpen">Whether it was there the last time both were compared, and nobody has closed it as it is.</param>
/// <param name="FoundAt">When it was found first, UTC.</param>
/// <param name="SeenAt">When it was found last, UTC.</param>
/// <param name="ClosedBy">The officer who closed it by hand last; null when nobody did.</param>
/// <param name="ClosedReason">Why; null when nobody did.</param>
/// <param name="ClosedAt">When, UTC; null when nobody did.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Difference")]
public sealed record Difference(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string SubjectId,
    [property: Id(2)] string Gateway,
    [property: Id(3)] DifferenceKind Kind,
    [property: Id(4)] long LedgerUnits,
    [property: Id(5)] long GatewayUnits,
    [property: Id(6)] string Detail,
    [property: Id(7)] bool IsOpen,
    [property: Id(8)] DateTimeOffset FoundAt,
    [property: Id(9)] DateTimeOffset SeenAt,
    [property: Id(10)] string? ClosedBy = null,
    [property: Id(11)] string? ClosedReason = null,
    [property: Id(12)] DateTimeOffset? ClosedAt = null);

/// <summary>What differs between ledger and gateway.</summary>
[GenerateSerializer, Alias("nusaloka.DifferenceKind")]
public enum DifferenceKind
{
    /// <summary>The gateway has taken money that the ledger does not have.</summary>
    MissingInLedger = 0,

    /// <summary>The ledger has money of which the gateway knows nothing.</summary>
    MissingAtGateway = 1,

    /// <summary>Both have money, and not the same.</summary>
    AmountDiffers = 2,

    /// <summary>Both have none, or the same, and disagree about how far it is.</summary>
    StatusDiffers = 3,

    /// <summary>The clearing account has an entry that no payment or withdrawal makes, or entries that do not add up.</summary>
    Unexplained = 4,

    /// <summary>The comparison itself has failed; it is tried again each time.</summary>
    NotCompared = 5,

    /// <summary>The gateway lists something that we never asked it for.</summary>
    UnknownHere = 6,
}
