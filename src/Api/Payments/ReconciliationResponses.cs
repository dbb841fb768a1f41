using Nusaloka.Payments;

namespace Nusaloka.Api.Payments;

/// <summary>One page of comparisons.</summary>
/// <param name="Data">The items, newest first.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record ReconciliationsResponse(IReadOnlyList<ReconciliationResponse> Data, string? NextCursor);

/// <summary>A comparison of ledger and gateways.</summary>
/// <param name="Id">Its id.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">When it ended.</param>
/// <param name="Payments">How many payments were compared.</param>
/// <param name="Withdrawals">How many withdrawals were compared.</param>
/// <param name="Differences">How many of all of them differ.</param>
/// <param name="Unreached">The gateways that did not answer.</param>
/// <param name="IsComplete">Whether all that was due was compared.</param>
/// <param name="Entries">How many entries of clearing accounts were compared.</param>
/// <param name="Listed">How many payments and payouts that gateways list were looked up.</param>
public sealed record ReconciliationResponse(
    string Id, DateTimeOffset StartedAt, DateTimeOffset FinishedAt, int Payments, int Withdrawals, int Differences, IReadOnlyList<string> Unreached,
    bool IsComplete, int Entries, int Listed)
{
    /// <summary>The wire shape of a comparison.</summary>
    public static ReconciliationResponse Of(Reconciliation run) => new(
        run.Id.ToString(), run.StartedAt, run.FinishedAt, run.Payments, run.Withdrawals, run.Differences,
        run.Unreached.Split(',', StringSplitOptions.RemoveEmptyEntries), run.IsComplete, run.Entries, run.Listed);
}

/// <summary>One page of differences.</summary>
/// <param name="Data">The items, newest first.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record DifferencesResponse(IReadOnlyList<DifferenceResponse> Data, string? NextCursor);

/// <summary>Something that ledger and gateway say differently.</summary>
/// <param name="Id">Its id.</param>
/// <param name="SubjectId">The payment or withdrawal; the transfer, or the gateway's reference, where there is none.</param>
/// <param name="Gateway">Whose record it is.</param>
/// <param name="Kind">What differs.</param>
/// <param name="LedgerAmount">What the ledger has, in whole rupiah.</param>
/// <param name="GatewayAmount">What the gateway has.</param>
/// <param name="Detail">captured, refunded or payout; or what else is wrong, in words.</param>
/// <param name="IsOpen">Whether it was there the last time both were compared, and nobody has closed it as it is.</param>
/// <param name="FoundAt">When it was found first.</param>
/// <param name="SeenAt">When it was found last.</param>
/// <param name="ClosedBy">The officer who closed it by hand last.</param>
/// <param name="ClosedReason">Why.</param>
/// <param name="ClosedAt">When.</param>
public sealed record DifferenceResponse(
    string Id, string SubjectId, string Gateway, DifferenceKind Kind, long LedgerAmount, long GatewayAmount, string Detail, bool IsOpen,
    DateTimeOffset FoundAt, DateTimeOffset SeenAt, string? ClosedBy, string? ClosedReason, DateTimeOffset? ClosedAt)
{
    /// <summary>The wire shape of a difference.</summary>
    public static DifferenceResponse Of(Difference one) => new(
        one.Id.ToString(), one.SubjectId, one.Gateway, one.Kind, one.LedgerUnits, one.GatewayUnits, one.Detail, one.IsOpen, one.FoundAt, one.SeenAt,
        one.ClosedBy, one.ClosedReason, one.ClosedAt);
}
