namespace Nusaloka.Sandbox;

/// <summary>Which payments or payouts of the sandbox gateway are to be listed.</summary>
/// <param name="Payouts">Payouts, and not payments.</param>
/// <param name="From">Made then or later.</param>
/// <param name="Until">Made before.</param>
/// <param name="After">The last id of the page before; null for the first page.</param>
/// <param name="Limit">The most items, 1 to 100.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ListSandboxRecords")]
public sealed record ListSandboxRecords(
    [property: Id(0)] bool Payouts,
    [property: Id(1)] DateTimeOffset From,
    [property: Id(2)] DateTimeOffset Until,
    [property: Id(3)] string? After,
    [property: Id(4)] int Limit);
