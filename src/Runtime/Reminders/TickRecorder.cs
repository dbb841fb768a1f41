using Microsoft.Extensions.Logging;
using Orleans;

namespace Nusaloka.Runtime.Reminders;

/// <summary>
/// Writes taken ticks into the table, in batches: each has what came while the one before was under way. When the table is away it tries
/// again until it is there, since a tick that is not recorded comes again.
/// </summary>
internal sealed partial class TickRecorder(IReminderTable table, TimeProvider time, ILogger logger)
{
    private readonly Lock _gate = new();
    private List<(ReminderEntry Entry, DateTime DueAt, DateTime NextDueAt)> _waiting = [];
    private Task? _writing;

    /// <summary>Completes when the tick is recorded.</summary>
    public Task RecordAsync(ReminderEntry entry, DateTime dueAt, DateTime nextDueAt, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _waiting.Add((entry, dueAt, nextDueAt));
            // All that wait are in one batch, which starts when the one under way has ended.
            if (_waiting.Count == 1) _writing = WriteAsync(_writing, cancellationToken);
            return _writing!;
        }
    }

    private async Task WriteAsync(Task? before, CancellationToken cancellationToken)
    {
        if (before is not null) await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        else await Task.Yield();
        List<(ReminderEntry Entry, DateTime DueAt, DateTime NextDueAt)> batch;
        lock (_gate)
        {
            batch = _waiting;
            _waiting = [];
        }

        for (var failures = 1; ; failures++)
        {
            try
            {
                await table.AdvanceRowsAsync(batch, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogNotRecorded(exception, batch.Count);
                await Task.Delay(ReminderRetry.After(failures), time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    [LoggerMessage(172, LogLevel.Warning, "{Count} reminder ticks were taken but could not be recorded; trying again.")]
    private partial void LogNotRecorded(Exception exception, int count);
}
