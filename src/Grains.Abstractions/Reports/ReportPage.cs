using System.Collections.Immutable;

namespace Nusaloka.Reports;

/// <summary>A page of an account's reports, newest first.</summary>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Reports">Those on this page.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ReportPage")]
public sealed record ReportPage(
    [property: Id(0)] long Total,
    [property: Id(1)] ImmutableArray<TransactionReport> Reports);
