namespace Nusaloka.Reports;

/// <summary>How far a synchronisation is, and what it has found so far.</summary>
/// <param name="Next">What comes next.</param>
/// <param name="After">Behind which id of that it goes on; empty at its beginning.</param>
/// <param name="Accounts">How many open accounts there are.</param>
/// <param name="Entries">How many entries the ledger's accounts have.</param>
/// <param name="Repaired">How many accounts the list showed wrongly, or not at all.</param>
/// <param name="NeedsRebuild">Whether wrong rows stand in each other's way, so that the list must be made anew as a whole.</param>
/// <param name="At">When this was found.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SyncStep")]
public sealed record SyncStep(
    [property: Id(0)] SyncPart Next,
    [property: Id(1)] string After,
    [property: Id(2)] long Accounts,
    [property: Id(3)] long Entries,
    [property: Id(4)] long Repaired,
    [property: Id(5)] bool NeedsRebuild,
    [property: Id(6)] DateTimeOffset At)
{
    /// <summary>Nothing is done yet.</summary>
    public static SyncStep First { get; } = new(SyncPart.List, "", 0, 0, 0, NeedsRebuild: false, default);

    /// <summary>Whether all is done.</summary>
    public bool IsDone => Next == SyncPart.None;

    /// <summary>How many transactions there are: each has two entries. Of what moves meanwhile some is counted.</summary>
    public long Transactions => Entries / 2;
}

/// <summary>The parts of a synchronisation, in the order in which they are done.</summary>
[GenerateSerializer, Alias("nusaloka.SyncPart")]
public enum SyncPart
{
    /// <summary>Nothing is left.</summary>
    None = 0,

    /// <summary>What the list of accounts shows that is no open account.</summary>
    List = 1,

    /// <summary>Open accounts that the list does not show, or not as they are.</summary>
    Accounts = 2,

    /// <summary>The list as a whole, where its wrong rows could not be mended one by one.</summary>
    Rebuild = 3,

    /// <summary>The accounts of the ledger.</summary>
    Ledger = 4,
}
