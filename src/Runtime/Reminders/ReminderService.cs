using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nusaloka.Runtime.Membership;
using Nusaloka.Runtime.Messaging;
using Nusaloka.Runtime.Placement;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Reminders;

/// <summary>
/// Serves the reminders of the grains that the silo owns: keeps its <see cref="ReminderSchedule"/> like the table, by reading what is due
/// soon again and again, and after each change of the cluster; its <see cref="ReminderTicker"/> does the rest.
/// </summary>
internal sealed partial class ReminderService : IHostedService, IReminderStatistics, IDisposable
{
    // After a change of the cluster silos that gave grains away may still write for them; this often, after that pause, it is looked again.
    private const int LooksAfterChange = 2;
    private static readonly TimeSpan PauseAfterChange = TimeSpan.FromSeconds(5);

    // What is under way when the silo stops gets this long; the silo's own draining comes after it.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    private readonly IReminderTable _table;
    private readonly IMembership _membership;
    private readonly IPlacement _placement;
    private readonly ILocalSiloDetails _silo;
    private readonly ReminderSchedule _schedule;
    private readonly ReminderTicker _ticker;
    private readonly ReminderOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<ReminderService> _logger;
    private readonly AlarmClock _alarm;
    private readonly CancellationTokenSource _stopping = new();
    private int _looksLeft;
    private bool _disposed;
    private Task _running = Task.CompletedTask;

    public ReminderService(
        IReminderTable table,
        IMembership membership,
        IPlacement placement,
        ILocalSiloDetails silo,
        GrainReferenceFactory references,
        ReminderSchedule schedule,
        ReminderInstruments instruments,
        TimeProvider time,
        IOptions<ReminderOptions> options,
        ILogger<ReminderService> logger)
    {
        _table = table;
        _membership = membership;
        _placement = placement;
        _silo = silo;
        _schedule = schedule;
        _options = options.Value;
        _time = time;
        _logger = logger;
        _alarm = new AlarmClock(time);
        _ticker = new ReminderTicker(schedule, table, references, IsOwned, instruments, time, logger);
    }

    public int Served => _schedule.Count;

    public int Ticking => _ticker.Ticking;

    public DateTime? NextDueAt => _schedule.NextWake();

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _membership.ViewChanged += LookAgain;
        // What the starting code has in its execution context is not for the ticks.
        using (ExecutionContext.SuppressFlow())
        {
            _running = Task.WhenAll(Task.Run(FollowTableAsync, CancellationToken.None), Task.Run(() => _ticker.RunAsync(_stopping.Token), CancellationToken.None));
        }

        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _membership.ViewChanged -= LookAgain;
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var limit = new CancellationTokenSource(StopPatience, _time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        await _ticker.WhenIdleAsync(patience.Token).ConfigureAwait(false);
        try
        {
            await _table.StopAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogNotStopped(exception);
        }
    }

    /// <summary>A grain of this silo has registered or changed a reminder.</summary>
    public void Registered(ReminderEntry entry)
    {
        if (IsOwned(entry.GrainId)) _schedule.Put(entry, entry.StartAt);
        else _schedule.Remove(entry.GrainId, entry.ReminderName);
        _ticker.Wake();
    }

    /// <summary>A grain of this silo has unregistered a reminder.</summary>
    public void Unregistered(GrainId grainId, string reminderName) => _schedule.Remove(grainId, reminderName);

    public void Dispose()
    {
        // The container knows the service by several names and disposes each.
        if (_disposed) return;
        _disposed = true;
        _stopping.Cancel();
        _stopping.Dispose();
        _alarm.Dispose();
        _ticker.Dispose();
    }

    private bool IsOwned(GrainId grainId) => _silo.SiloAddress.Equals(_placement.OwnerOf(grainId, _membership.View));

    private void LookAgain(ClusterView view)
    {
        Volatile.Write(ref _looksLeft, LooksAfterChange);
        _alarm.Ring();
    }

    private async Task FollowTableAsync()
    {
        var stopping = _stopping.Token;
        var (started, failures) = (false, 0);
        while (!stopping.IsCancellationRequested)
        {
            TimeSpan pause;
            try
            {
                if (!started) await _table.StartAsync(stopping).ConfigureAwait(false);
                started = true;
                await ReadAsync(stopping).ConfigureAwait(false);
                failures = 0;
                pause = Interlocked.Decrement(ref _looksLeft) >= 0 && PauseAfterChange < _options.RefreshReminderListPeriod
                    ? PauseAfterChange
                    : _options.RefreshReminderListPeriod;
            }
            catch (Exception exception)
            {
                if (stopping.IsCancellationRequested) return;
                pause = ReminderRetry.After(++failures);
                LogNotRead(exception, pause);
            }

            await _alarm.SleepUntilAsync(Now + pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadAsync(CancellationToken stopping)
    {
        var stamp = _schedule.Stamp;
        var rows = new List<(ReminderEntry Entry, DateTime DueAt)>();
        await foreach (var row in _table.ReadDueRowsAsync(Now + _options.ReminderLoadingWindow, stopping).ConfigureAwait(false))
        {
            if (IsOwned(row.Entry.GrainId)) rows.Add(row);
        }

        _schedule.Reconcile(rows, stamp);
        _ticker.Wake();
    }

    [LoggerMessage(173, LogLevel.Warning, "The reminder table cannot be read; trying again in {Pause}.")]
    private partial void LogNotRead(Exception exception, TimeSpan pause);

    [LoggerMessage(174, LogLevel.Warning, "The reminder table did not stop in order.")]
    private partial void LogNotStopped(Exception exception);
}
