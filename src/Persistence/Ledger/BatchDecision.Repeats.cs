namespace Nusaloka.Persistence.Ledger;

/// <content>
/// What was done before. Mostly nothing was, so ids are looked for only when an operation is sent again, or when the write finds one of
/// <see cref="NoTransfers"/> or <see cref="NoHolds"/>.
/// </content>
internal sealed partial class BatchDecision
{
    /// <summary>The answer to an operation whose id is not new; null when it is, as far as is known.</summary>
    private PostingResult? DoneBefore(LedgerOperation operation, AccountState? debit, KnownHold? named) => operation.Verb switch
    {
        LedgerVerb.Transfer or LedgerVerb.Capture => MovedBefore(operation, debit),
        LedgerVerb.Hold => HeldBefore(operation, debit),
        LedgerVerb.Void when named is { State: HoldState.Voided } && named.ResolvedBy == operation.Id =>
            Answer(PostingOutcome.Replayed, operation, debit, debit?.Next.Balance ?? 0, 0, named.CreatedAt),
        _ => null,
    };

    private PostingResult? MovedBefore(LedgerOperation operation, AccountState? debit)
    {
        // The transfer of a capture may have its hold's id, and no other may have a hold's.
        if (operation.HoldId != operation.Id)
        {
            if (_facts.Holds.TryGetValue(operation.Id, out var hold))
                return Reused(operation, debit, hold.CreatedAt);
            NoHolds.Add(operation.Id);
        }

        if (_facts.Transfers.TryGetValue(operation.Id, out var first))
            return Again(operation, debit, first);
        if (_made.TryGetValue(operation.Id, out var place))
        {
            var made = Transfers[place];
            return Again(operation, debit, new KnownTransfer(made.Operation.Fingerprint, made.DebitBalance, made.CreditBalance, At));
        }

        NoTransfers.Add(operation.Id);
        return null;
    }

    private PostingResult? HeldBefore(LedgerOperation operation, AccountState? debit)
    {
        if (_facts.Holds.TryGetValue(operation.Id, out var hold))
        {
            return hold.Fingerprint != operation.Fingerprint
                ? Reused(operation, debit, hold.CreatedAt)
                : Answer(PostingOutcome.Replayed, operation, debit, debit?.Next.Balance ?? 0, 0, hold.CreatedAt);
        }

        if (_facts.Transfers.TryGetValue(operation.Id, out var transfer))
            return Reused(operation, debit, transfer.CreatedAt);
        if (_made.ContainsKey(operation.Id))
            return Reused(operation, debit, At);
        NoHolds.Add(operation.Id);
        NoTransfers.Add(operation.Id);
        return null;
    }

    private static PostingResult Again(LedgerOperation operation, AccountState? debit, KnownTransfer first) => Answer(
        first.Fingerprint == operation.Fingerprint ? PostingOutcome.Replayed : PostingOutcome.KeyReused,
        operation, debit, first.DebitBalance, first.CreditBalance, first.CreatedAt);

    private static PostingResult Reused(LedgerOperation operation, AccountState? debit, DateTime at) =>
        Answer(PostingOutcome.KeyReused, operation, debit, debit?.Next.Balance ?? 0, 0, at);
}
