namespace Nusaloka.Runtime.Tests.Reminders;

/// <summary>A table that can be away, and counts what is asked of it.</summary>
public sealed class UnreliableReminderTable(IReminderTable inner) : IReminderTable
{
    private volatile bool _isAway;
    private volatile bool _refusesTicks;
    private int _failed;
    private int _advances;

    /// <summary>While set nothing can be read or written.</summary>
    public bool IsAway
    {
        get => _isAway;
        set => _isAway = value;
    }

    /// <summary>While set no tick can be recorded.</summary>
    public bool RefusesTicks
    {
        get => _refusesTicks;
        set => _refusesTicks = value;
    }

    /// <summary>Attempts that failed.</summary>
    public int Failed => Volatile.Read(ref _failed);

    /// <summary>Batches of ticks that were recorded.</summary>
    public int Advances => Volatile.Read(ref _advances);

    public Task StartAsync(CancellationToken cancellationToken = default) => Through(IsAway, () => inner.StartAsync(cancellationToken));

    public Task<ReminderTableData> ReadRows(GrainId grainId) => Through(IsAway, () => inner.ReadRows(grainId));

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => Through(IsAway, () => inner.ReadRows(begin, end));

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => Through(IsAway, () => inner.ReadRow(grainId, reminderName));

    public Task<string?> UpsertRow(ReminderEntry entry) => Through(IsAway, () => inner.UpsertRow(entry));

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) => Through(IsAway, () => inner.RemoveRow(grainId, reminderName, eTag));

    public Task TestOnlyClearTable() => inner.TestOnlyClearTable();

    public IAsyncEnumerable<(ReminderEntry Entry, DateTime DueAt)> ReadDueRowsAsync(DateTime before, CancellationToken cancellationToken = default) =>
        Through(IsAway, () => inner.ReadDueRowsAsync(before, cancellationToken));

    public Task<IReadOnlyList<(ReminderEntry Entry, DateTime DueAt)>> ReadAgainAsync(
        IReadOnlyList<ReminderEntry> entries, CancellationToken cancellationToken = default) =>
        Through(IsAway, () => inner.ReadAgainAsync(entries, cancellationToken));

    public async Task AdvanceRowsAsync(
        IReadOnlyList<(ReminderEntry Entry, DateTime DueAt, DateTime NextDueAt)> ticks, CancellationToken cancellationToken = default)
    {
        await Through(IsAway || RefusesTicks, () => inner.AdvanceRowsAsync(ticks, cancellationToken));
        Interlocked.Increment(ref _advances);
    }

    private T Through<T>(bool fails, Func<T> operation)
    {
        if (!fails) return operation();
        Interlocked.Increment(ref _failed);
        throw new IOException("The reminder table is away.");
    }
}
