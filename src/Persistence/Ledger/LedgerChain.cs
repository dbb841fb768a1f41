using System.Security.Cryptography;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Persistence.Ledger;

/// <summary>The chain of batches that one lane of a process writes: each batch seals the one before it, and leaves an event. Not thread-safe.</summary>
/// <param name="id">Of the chain; no other lane has it.</param>
internal sealed class LedgerChain(Guid id)
{
    /// <summary>The kind of the events' source; its id is the chain's.</summary>
    public const string SourceKind = "ledger";

    private readonly LedgerLeaf _leaf = new();
    private long _sequence;
    private byte[] _hash = [];

    public Guid Id { get; } = id;

    /// <summary>Where its events are delivered.</summary>
    public short Partition { get; } = OutboxPartition.Of(SourceKind, $"{id:D}");

    /// <summary>Whether its end is known: not after a batch that may have been written or not.</summary>
    public bool IsKnown { get; private set; } = true;

    /// <summary>The end must be read again.</summary>
    public void Forget() => IsKnown = false;

    /// <summary>The end was read: the last batch, or 0 and nothing when there is none.</summary>
    public void Learn(long sequence, byte[] hash) => (_sequence, _hash, IsKnown) = (sequence, hash, true);

    /// <summary>The seal that comes next.</summary>
    public LedgerSeal Seal(BatchDecision decision)
    {
        var ids = new Guid[decision.Transfers.Count];
        // What is sealed is the hash of the batch before with these leaves.
        var bytes = new byte[_hash.Length + (LedgerLeaf.Size * ids.Length)];
        _hash.CopyTo(bytes, 0);
        for (var i = 0; i < ids.Length; i++)
        {
            var transfer = decision.Transfers[i];
            ids[i] = transfer.Operation.Id;
            _leaf.Write(transfer, decision.At, bytes.AsSpan(_hash.Length + (LedgerLeaf.Size * i), LedgerLeaf.Size));
        }

        return new LedgerSeal(Id, _sequence + 1, ids, bytes[_hash.Length..], SHA256.HashData(bytes), Partition);
    }

    /// <summary>The seal was written.</summary>
    public void Written(LedgerSeal seal)
    {
        if (seal.TransferIds.Length > 0)
            (_sequence, _hash) = (seal.Sequence, seal.Hash);
    }
}
