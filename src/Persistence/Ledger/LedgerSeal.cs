namespace Nusaloka.Persistence.Ledger;

/// <summary>The row of ledger_batch that seals the transfers of a batch, and where its event is delivered.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Sequence">Its place in it, from 1.</param>
/// <param name="TransferIds">In the order in which they took effect; none when nothing moved, and then there is no row.</param>
/// <param name="Leaves">For each of them the bytes of <see cref="LedgerLeaf"/>.</param>
/// <param name="Hash">SHA-256 of the hash of the batch before, if there is one, and the leaves.</param>
/// <param name="Partition">Of the outbox.</param>
internal sealed record LedgerSeal(Guid Chain, long Sequence, Guid[] TransferIds, byte[] Leaves, byte[] Hash, short Partition);
