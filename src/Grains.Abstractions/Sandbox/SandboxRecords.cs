using System.Collections.Immutable;

namespace Nusaloka.Sandbox;

/// <summary>A page of what the sandbox gateway has.</summary>
/// <param name="Items">In the order in which they were made.</param>
/// <param name="HasMore">Whether there are more behind them.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SandboxRecords")]
public sealed record SandboxRecords(
    [property: Id(0)] ImmutableArray<SandboxRecord> Items,
    [property: Id(1)] bool HasMore);

/// <summary>A payment or payout in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">Where it is, in lower case with underscores.</param>
/// <param name="Amount">How much.</param>
/// <param name="AmountCaptured">What was taken; of a payout what was paid out.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SandboxRecord")]
public sealed record SandboxRecord(
    [property: Id(0)] string Id,
    [property: Id(1)] string Status,
    [property: Id(2)] Money Amount,
    [property: Id(3)] Money AmountCaptured,
    [property: Id(4)] DateTimeOffset CreatedAt);
