namespace Nusaloka.Persistence.Ledger;

/// <summary>What the decision about a batch rests on.</summary>
internal sealed class BatchFacts
{
    public required LedgerOperation[] Operations { get; init; }

    /// <summary>By operation; null where there is no such account, or none is named.</summary>
    public required AccountState?[] Debits { get; init; }

    /// <inheritdoc cref="Debits"/>
    public required AccountState?[] Credits { get; init; }

    /// <summary>Each account of the batch once.</summary>
    public required List<AccountState> Accounts { get; init; }

    /// <summary>Transfers with ids of the batch, as far as they were looked for.</summary>
    public Dictionary<Guid, KnownTransfer> Transfers { get; } = [];

    /// <summary>The holds that operations name or have the id of, as far as they were looked for: all that are captured, voided or to expire.</summary>
    public Dictionary<Guid, KnownHold> Holds { get; } = [];

    /// <summary>The open holds of the accounts whose time has come.</summary>
    public List<KnownHold> Due { get; } = [];

    public required TierLimits Limits { get; init; }

    /// <summary>When the batch takes effect: never before an entry that one of its accounts has already.</summary>
    public required DateTime At { get; init; }
}
