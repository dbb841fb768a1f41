using System.Collections.Immutable;

namespace Nusaloka.Invoices;

/// <summary>An invoice. Once it is final only its status changes, and who paid it.</summary>
/// <param name="Id">UUID.</param>
/// <param name="Number">Such as INV-2026-000001: without gaps in each year; null for a draft.</param>
/// <param name="Status">How far it is.</param>
/// <param name="CustomerId">The account that it is for.</param>
/// <param name="CustomerName">Their name when it was written.</param>
/// <param name="Seller">Whose invoice it is, as it stands on it.</param>
/// <param name="Lines">What was sold.</param>
/// <param name="Net">The sum without tax.</param>
/// <param name="Tax">The sum of the lines' taxes.</param>
/// <param name="Total">What is to be paid.</param>
/// <param name="PaymentId">The payment that paid it; null when none did.</param>
/// <param name="Version">Grows by one with each change.</param>
/// <param name="CreatedAt">When the draft was made.</param>
/// <param name="FinalizedAt">When it got its number; within a year no later number has an earlier time.</param>
/// <param name="ClosedAt">When it was paid, given up or voided.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Invoice")]
public sealed record Invoice(
    [property: Id(0)] string Id,
    [property: Id(1)] string? Number,
    [property: Id(2)] InvoiceStatus Status,
    [property: Id(3)] string CustomerId,
    [property: Id(4)] string CustomerName,
    [property: Id(5)] string Seller,
    [property: Id(6)] ImmutableArray<InvoiceLine> Lines,
    [property: Id(7)] Money Net,
    [property: Id(8)] Money Tax,
    [property: Id(9)] Money Total,
    [property: Id(10)] string? PaymentId,
    [property: Id(11)] long Version,
    [property: Id(12)] DateTimeOffset CreatedAt,
    [property: Id(13)] DateTimeOffset? FinalizedAt,
    [property: Id(14)] DateTimeOffset? ClosedAt);
