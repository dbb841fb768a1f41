namespace Nusaloka.Bench.Ledger;

/// <summary>An account whose figures the program keeps. Only the connection that has it in hand changes it.</summary>
internal sealed class BareAccount
{
    public required long Id { get; init; }

    public required long Balance { get; set; }

    public required long Received { get; set; }

    public required long EntryCount { get; set; }

    public long Version { get; set; }

    /// <summary>Who has it in hand; null while nobody has. Guarded by the lock of <see cref="BareWrites"/>.</summary>
    public BareLane? Holder { get; set; }

    /// <summary>Whether it is among those that the batch changes.</summary>
    public bool IsChanged { get; set; }
}
