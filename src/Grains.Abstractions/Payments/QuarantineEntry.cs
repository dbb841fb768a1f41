namespace Nusaloka.Payments;

/// <summary>Money, or something that a gateway says of money, for which there is no place here. Nothing moves until an officer has decided.</summary>
/// <param name="Id">UUID; the same news again is the same entry.</param>
/// <param name="PaymentId">The payment, or withdrawal, that it names.</param>
/// <param name="Gateway">Who says it.</param>
/// <param name="Reference">What the gateway calls the payment, refund or dispute.</param>
/// <param name="Reason">Stable: amount_differs, currency_differs, unknown_payment, refund_exceeds, refund_differs, too_many_refunds, dispute_exceeds; refund_undeliverable, unknown_subject of money that we have; paid_after_failure of a withdrawal.</param>
/// <param name="ExpectedUnits">What we expected, in whole rupiah.</param>
/// <param name="ReportedUnits">What is reported, in units of <paramref name="ReportedCurrency"/>.</param>
/// <param name="ReportedCurrency">IDR, or none when the gateway's amount is none of ours.</param>
/// <param name="Status">Whether it is decided.</param>
/// <param name="ResolvedBy">The officer; null while it is open.</param>
/// <param name="CreatedAt">When we heard of it, UTC.</param>
/// <param name="ResolvedAt">When it was decided, UTC; null while it is open.</param>
/// <param name="IsWithdrawal">Whether it is about a withdrawal.</param>
/// <param name="RefundId">The refund of ours that it is about; null when it is about none.</param>
/// <param name="Note">Why the officer decided so; may be empty.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.QuarantineEntry")]
public sealed record QuarantineEntry(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string PaymentId,
    [property: Id(2)] string Gateway,
    [property: Id(3)] string Reference,
    [property: Id(4)] string Reason,
    [property: Id(5)] long ExpectedUnits,
    [property: Id(6)] long ReportedUnits,
    [property: Id(7)] string ReportedCurrency,
    [property: Id(8)] QuarantineStatus Status,
    [property: Id(9)] string? ResolvedBy,
    [property: Id(10)] DateTimeOffset CreatedAt,
    [property: Id(11)] DateTimeOffset? ResolvedAt,
    [property: Id(12)] bool IsWithdrawal = false,
    [property: Id(13)] Guid? RefundId = null,
    [property: Id(14)] string Note = "");

/// <summary>Whether an entry of the quarantine is decided.</summary>
[GenerateSerializer, Alias("nusaloka.QuarantineStatus")]
public enum QuarantineStatus
{
    /// <summary>It waits for an officer.</summary>
    Open = 0,

    /// <summary>The money goes back.</summary>
    Refunded = 1,

    /// <summary>Nothing is done.</summary>
    Ignored = 2,
}

/// <summary>What an officer can decide.</summary>
[GenerateSerializer, Alias("nusaloka.QuarantineResolution")]
public enum QuarantineResolution
{
    /// <summary>Give the money back through the gateway; of a refund that could not be delivered, try it again.</summary>
    Refund = 0,

    /// <summary>
    /// Move nothing. A refund whose gateway gave back another amount ends with it: it is asked for no more. One that could not be delivered is given back by hand:
    /// its money leaves escrow for our account for open questions.
    /// </summary>
    Ignore = 1,
}
