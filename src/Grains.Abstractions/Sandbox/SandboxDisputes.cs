using System.Collections.Immutable;

namespace Nusaloka.Sandbox;

/// <summary>A page of the sandbox gateway's disputes.</summary>
/// <param name="Items">In the order in which they were opened.</param>
/// <param name="HasMore">Whether there are more behind them.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SandboxDisputes")]
public sealed record SandboxDisputes(
    [property: Id(0)] ImmutableArray<SandboxDisputeRecord> Items,
    [property: Id(1)] bool HasMore);

/// <summary>A dispute in a list.</summary>
/// <param name="PaymentId">The payment that is disputed.</param>
/// <param name="Dispute">The dispute.</param>
/// <param name="OpenedAt">When it was opened, UTC.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SandboxDisputeRecord")]
public sealed record SandboxDisputeRecord(
    [property: Id(0)] string PaymentId,
    [property: Id(1)] SandboxDispute Dispute,
    [property: Id(2)] DateTimeOffset OpenedAt);
