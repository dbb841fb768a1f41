using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Persistence.Ledger;

/// <summary>The chain of batches that one process writes: each batch seals the one before it, and leaves an event.</summary>
/// <param name="Id">Of the chain; no other process has it.</param>
internal sealed record LedgerChain(Guid Id)
{
    /// <summary>The kind of the events' source; its id is the chain's.</summary>
    public const string SourceKind = "ledger";

    /// <summary>Where its events are delivered.</summary>
    public short Partition { get; } = OutboxPartition.Of(SourceKind, $"{Id:D}");
}
