using Orleans.Runtime;

namespace Orleans;

/// <summary>Where reminders are kept. Times are UTC.</summary>
/// <remarks>
/// The methods that end in Async are the embedded runtime's own, for tables that remember when each reminder is due next. With a table
/// that only has Orleans' methods a due time is known to the silo that serves the reminder: when another takes over, it ticks at once.
/// </remarks>
public interface IReminderTable
{
    /// <summary>Makes the table ready.</summary>
    Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>The reminders of a grain.</summary>
    Task<ReminderTableData> ReadRows(GrainId grainId);

    /// <summary>
    /// The reminders of all grains whose <see cref="GrainId.GetUniformHashCode"/> is more than <paramref name="begin"/> and not more than
    /// <paramref name="end"/>; when <paramref name="begin"/> is not less than <paramref name="end"/>, those above the one or up to the other.
    /// </summary>
    Task<ReminderTableData> ReadRows(uint begin, uint end);

    /// <summary>A reminder by its key; null when there is none.</summary>
    Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName);

    /// <summary>Writes a reminder, whatever was there under its key.</summary>
    /// <returns>The new ETag; null when a race was lost.</returns>
    Task<string?> UpsertRow(ReminderEntry entry);

    /// <summary>Removes a reminder if it still has that ETag.</summary>
    /// <returns>Whether it was there and is removed.</returns>
    Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag);

    /// <summary>Removes everything.</summary>
    Task TestOnlyClearTable();

    /// <summary>Ends the work with the table.</summary>
    Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>The reminders that are due before that time, each with its next due time.</summary>
    async IAsyncEnumerable<(ReminderEntry Entry, DateTime DueAt)> ReadDueRowsAsync(
        DateTime before, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var entry in (await ReadRows(0, 0).WaitAsync(cancellationToken).ConfigureAwait(false)).Reminders)
        {
            if (entry.StartAt < before) yield return (entry, entry.StartAt);
        }
    }

    /// <summary>What became of reminders that were read before, each with its next due time, in any order; those that are gone are left out.</summary>
    async Task<IReadOnlyList<(ReminderEntry Entry, DateTime DueAt)>> ReadAgainAsync(
        IReadOnlyList<ReminderEntry> entries, CancellationToken cancellationToken = default)
    {
        var found = new List<(ReminderEntry Entry, DateTime DueAt)>(entries.Count);
        foreach (var entry in entries)
        {
            if (await ReadRow(entry.GrainId, entry.ReminderName).WaitAsync(cancellationToken).ConfigureAwait(false) is { } row) found.Add((row, row.StartAt));
        }

        return found;
    }

    /// <summary>
    /// Records ticks: where a reminder still has the entry's ETag and the due time, its next due time takes the place of that.
    /// ETags stay, so that the grain's handles stay good.
    /// </summary>
    Task AdvanceRowsAsync(
        IReadOnlyList<(ReminderEntry Entry, DateTime DueAt, DateTime NextDueAt)> ticks, CancellationToken cancellationToken = default) =>
        Task.CompletedTask;
}
