using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Grains.State;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments.Reconciliations;

/// <summary>
/// Compares in the order of changes, a bounded number in a bounded time, and remembers by gateway how far it is; a gateway that does not
/// answer keeps its place for the next time.
/// </summary>
[GrainType("reconciliation")]
internal sealed partial class ReconciliationGrain : Grain, IReconciliationGrain, IRemindable
{
    private const string ReminderName = "reconciliation";
    private const int PageSize = 50;
    private const int MaxAtOnce = 4;

    private static readonly TimeSpan Period = TimeSpan.FromHours(1);
    private static readonly TimeSpan MaxDuration = TimeSpan.FromSeconds(15);

    /// <summary>What has just changed may be on its way.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    private readonly CommittedState<ReconciliationState> _state;
    private readonly ReconciliationStore _store;
    private readonly PaymentGateways _gateways;
    private readonly PaymentMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<ReconciliationGrain> _logger;

    public ReconciliationGrain(
        [PersistentState("state")] IPersistentState<ReconciliationState> state,
        ReconciliationStore store,
        PaymentGateways gateways,
        PaymentMetrics metrics,
        TimeProvider time,
        ILogger<ReconciliationGrain> logger)
    {
        _state = new CommittedState<ReconciliationState>(this, state);
        _store = store;
        _gateways = gateways;
        _metrics = metrics;
        _time = time;
        _logger = logger;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await this.GetReminder(ReminderName) is null)
            await this.RegisterOrUpdateReminder(ReminderName, Period, Period);
        _metrics.DifferencesCounted(await _store.CountOpenAsync(cancellationToken));
    }

    public async Task<Reconciliation> RunAsync(DateTimeOffset? from, CancellationToken cancellationToken)
    {
        var started = _time.GetStoredUtcNow();
        if (from is { } since)
            await RewindAsync(since);

        var run = new Reconciliation(Guid.CreateVersion7(started), started, started, 0, 0, 0, "", IsComplete: true);
        foreach (var gateway in _gateways.All.Where(static gateway => gateway.IsConfigured).Select(static gateway => gateway.Name))
        {
            run = await RunAsync(run, gateway, withdrawals: false, cancellationToken);
            if (_gateways.FindPayouts(gateway) is { IsConfigured: true })
                run = await RunAsync(run, gateway, withdrawals: true, cancellationToken);
        }

        run = run with { FinishedAt = _time.GetStoredUtcNow() };
        await _store.SaveAsync(run, cancellationToken);
        _metrics.DifferencesCounted(await _store.CountOpenAsync(cancellationToken));
        LogRun(run.Payments, run.Withdrawals, run.Differences, run.Unreached);
        return run;
    }

    public async Task<Result<Page<Reconciliation>>> ListAsync(PageRequest page, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(page.Cursor, out var before))
            return PageErrors.CursorInvalid;

        var items = await _store.ListAsync(before, page.Limit + 1, cancellationToken);
        return items.Length <= page.Limit
            ? new Page<Reconciliation>(items, null)
            : new Page<Reconciliation>(items[..page.Limit], new Cursor(items[page.Limit - 1].StartedAt, items[page.Limit - 1].Id.ToString()).Encode());
    }

    public async Task<Result<Page<Difference>>> ListDifferencesAsync(bool openOnly, PageRequest page, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(page.Cursor, out var before))
            return PageErrors.CursorInvalid;

        var items = await _store.ListDifferencesAsync(openOnly, before, page.Limit + 1, cancellationToken);
        return items.Length <= page.Limit
            ? new Page<Difference>(items, null)
            : new Page<Difference>(items[..page.Limit], new Cursor(items[page.Limit - 1].FoundAt, items[page.Limit - 1].Id.ToString()).Encode());
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        var run = await RunAsync(from: null, CancellationToken.None);
        if (!run.IsComplete && run.Unreached.Length == 0)
            await this.RegisterOrUpdateReminder(ReminderName, TimeSpan.FromSeconds(1), Period);
    }

    private async Task<Reconciliation> RunAsync(Reconciliation run, string gateway, bool withdrawals, CancellationToken cancellationToken)
    {
        var until = run.StartedAt - Grace;
        while (true)
        {
            var after = PlaceOf(gateway, withdrawals);
            var due = await _store.DueAsync(withdrawals, gateway, after, until, PageSize, cancellationToken);
            if (due.IsEmpty)
                return run;
            if (_time.GetUtcNow() - run.StartedAt > MaxDuration)
                return run with { IsComplete = false };

            try
            {
                var differences = await CompareAsync(due, gateway, withdrawals, cancellationToken);
                run = run with
                {
                    Payments = run.Payments + (withdrawals ? 0 : due.Length),
                    Withdrawals = run.Withdrawals + (withdrawals ? due.Length : 0),
                    Differences = run.Differences + differences,
                };
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogUnreached(exception, gateway);
                return run with { Unreached = run.Unreached.Length == 0 ? gateway : $"{run.Unreached},{gateway}", IsComplete = false };
            }

            await MoveAsync(gateway, withdrawals, due[^1]);
        }
    }

    private async Task<int> CompareAsync(ImmutableArray<ComparedUntil> due, string gateway, bool withdrawals, CancellationToken cancellationToken)
    {
        var differences = 0;
        foreach (var some in due.Chunk(MaxAtOnce))
        {
            var found = await Task.WhenAll(some.Select(one => withdrawals
                ? GrainFactory.GetGrain<IComparedPayoutGrain>(one.Id).CompareAsync(gateway, cancellationToken)
                : GrainFactory.GetGrain<IComparedGrain>(one.Id).CompareAsync(gateway, cancellationToken)));
            for (var i = 0; i < some.Length; i++)
            {
                await _store.SaveAsync(some[i].Id, gateway, found[i], cancellationToken);
                differences += found[i].Length > 0 ? 1 : 0;
            }
        }

        return differences;
    }

    private ComparedUntil PlaceOf(string gateway, bool withdrawals) =>
        (withdrawals ? _state.Value.Withdrawals : _state.Value.Payments).GetValueOrDefault(gateway) ?? new ComparedUntil(DateTimeOffset.UnixEpoch, "");

    private Task MoveAsync(string gateway, bool withdrawals, ComparedUntil place) => _state.CommitAsync(withdrawals
        ? _state.Value with { Withdrawals = _state.Value.Withdrawals.SetItem(gateway, place) }
        : _state.Value with { Payments = _state.Value.Payments.SetItem(gateway, place) });

    private Task RewindAsync(DateTimeOffset since) => _state.CommitAsync(new ReconciliationState
    {
        Payments = _state.Value.Payments.ToImmutableDictionary(static one => one.Key, one => Earlier(one.Value, since)),
        Withdrawals = _state.Value.Withdrawals.ToImmutableDictionary(static one => one.Key, one => Earlier(one.Value, since)),
    });

    private static ComparedUntil Earlier(ComparedUntil place, DateTimeOffset since) =>
        place.At > since ? new ComparedUntil(since.ToUniversalTime(), "") : place;

    [LoggerMessage(EventId = 3141, Level = LogLevel.Information,
        Message = "Compared {Payments} payments and {Withdrawals} withdrawals with their gateways: {Differences} differ; unreached: {Unreached}")]
    private partial void LogRun(int payments, int withdrawals, int differences, string unreached);

    [LoggerMessage(EventId = 3142, Level = LogLevel.Warning, Message = "Gateway {Gateway} could not be compared with; it is tried again next time")]
    private partial void LogUnreached(Exception exception, string gateway);
}
