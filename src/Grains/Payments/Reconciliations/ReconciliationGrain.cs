using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Grains.State;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments.Reconciliations;

/// <summary>
/// Compares from three sides: payments and withdrawals in the order of their changes with what their gateway says; the entries of clearing
/// accounts with what payments and withdrawals make; and what gateways list with what is here. A bounded number in a bounded time; it remembers
/// by gateway how far it is. A gateway that answers nothing keeps its place for the next time; one comparison that fails, or that is not answered by a
/// gateway that answers others, is written down and stops nobody else's.
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
    private readonly ClearingStore _clearing;
    private readonly ListingStore _listings;
    private readonly IInstantGateway _instant;
    private readonly LedgerWatch _watch;
    private readonly PaymentGateways _gateways;
    private readonly PaymentMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<ReconciliationGrain> _logger;

    /// <summary>Whether the gateway that is being compared has answered anything in this run.</summary>
    private bool _hasAnswered;

    /// <summary>The gateways that have not answered something in this run.</summary>
    private readonly HashSet<string> _silent = [];

    public ReconciliationGrain(
        [PersistentState("state")] IPersistentState<ReconciliationState> state,
        ReconciliationStore store,
        ClearingStore clearing,
        ListingStore listings,
        IInstantGateway instant,
        LedgerWatch watch,
        PaymentGateways gateways,
        PaymentMetrics metrics,
        TimeProvider time,
        ILogger<ReconciliationGrain> logger)
    {
        _state = new CommittedState<ReconciliationState>(this, state);
        _store = store;
        _clearing = clearing;
        _listings = listings;
        _instant = instant;
        _watch = watch;
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
            await RewindAsync(since, cancellationToken);

        var run = new Reconciliation(Guid.CreateVersion7(started), started, started, 0, 0, 0, "", IsComplete: true);
        var failed = new List<(string Gateway, ImmutableArray<(string Id, bool IsWithdrawal)> Subjects)>();
        foreach (var gateway in _gateways.All.Where(static gateway => gateway.IsConfigured))
            failed.Add((gateway.Name, await _store.FailedAsync(gateway.Name, PageSize, cancellationToken)));

        // Whoever let us wait the last time lets nobody else wait.
        var before = _state.Value.Silent;
        _silent.Clear();
        foreach (var gateway in _gateways.All.OrderBy(gateway => before.Contains(gateway.Name)))
        {
            if (gateway.IsConfigured)
            {
                run = await CompareGatewayAsync(run, gateway, cancellationToken);
                await ApplyWaitingAsync(run, gateway.Name, cancellationToken);
            }

            // Also of gateways that are no longer used.
            run = await CompareEntriesAsync(run, gateway.Name, cancellationToken);
        }

        foreach (var (gateway, subjects) in failed.OrderBy(one => before.Contains(one.Gateway)))
            run = await CompareAgainAsync(run, gateway, subjects, cancellationToken);
        if (!_silent.SetEquals(before))
            await _state.CommitAsync(_state.Value with { Silent = [.. _silent] });
        run = run with { FinishedAt = _time.GetStoredUtcNow() };
        await _store.SaveAsync(run, cancellationToken);
        _metrics.DifferencesCounted(await _store.CountOpenAsync(cancellationToken));
        await _watch.LookAsync(run.StartedAt, cancellationToken);
        LogRun(run.Payments, run.Withdrawals, run.Entries, run.Listed, run.Differences, run.Unreached);
        return run;
    }

    public async Task<Result<Page<Reconciliation>>> ListAsync(PageRequest page, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(page.Cursor, out var before))
            return PageErrors.CursorInvalid;

        var items = await _store.ListAsync(before, page.Limit + 1, cancellationToken);
        return items.ToPage(page, static item => new Cursor(item.StartedAt, item.Id.ToString()));
    }

    public async Task<Result<Page<Difference>>> ListDifferencesAsync(bool openOnly, PageRequest page, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(page.Cursor, out var before))
            return PageErrors.CursorInvalid;

        var items = await _store.ListDifferencesAsync(openOnly, before, page.Limit + 1, cancellationToken);
        return items.ToPage(page, static item => new Cursor(item.FoundAt, item.Id.ToString()));
    }

    public async Task<Result<Difference>> CloseDifferenceAsync(CloseDifference command, CancellationToken cancellationToken)
    {
        if (command.Reason.Trim() is not { Length: > 0 and <= PaymentLimits.MaxReasonLength } reason || reason.Any(char.IsControl))
            return Error.Validation("/reason", "invalid_reason", $"A reason has 1 to {PaymentLimits.MaxReasonLength} characters and no control characters.");
        if (await _store.FindDifferenceAsync(command.DifferenceId, cancellationToken) is not { } difference)
            return PaymentErrors.DifferenceNotFound;
        if (!difference.IsOpen)
            return difference;
        if (difference.Kind == DifferenceKind.NotCompared)
            return PaymentErrors.DifferenceNotCompared;

        await _store.CloseAsync(difference, command with { Reason = reason }, _time.GetStoredUtcNow(), cancellationToken);
        return await _store.FindDifferenceAsync(command.DifferenceId, cancellationToken) ?? difference;
    }

    public async Task<Result<Page<OverfullWallet>>> ListOverfullAsync(PageRequest page, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(page.Cursor, out var before))
            return PageErrors.CursorInvalid;

        var items = await _watch.ListAsync(before?.Id, page.Limit + 1, cancellationToken);
        return items.ToPage(page, static item => new Cursor(DateTimeOffset.UnixEpoch, item.AccountId));
    }

    public Task<ImmutableArray<SystemBalance>> ListSystemAccountsAsync(CancellationToken cancellationToken) => _watch.ListSystemAccountsAsync(cancellationToken);

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        var run = await RunAsync(from: null, CancellationToken.None);
        if (!run.IsComplete && run.Unreached.Length == 0)
            await this.RegisterOrUpdateReminder(ReminderName, TimeSpan.FromSeconds(1), Period);
    }

    /// <summary>
    /// The lists come first: a gateway that answers them is there, and a payment of which it does not answer anything stops nobody else's. Each part is for itself, so
    /// that one which is refused keeps no other one from being done.
    /// </summary>
    private async Task<Reconciliation> CompareGatewayAsync(Reconciliation run, IPaymentGateway gateway, CancellationToken cancellationToken)
    {
        _hasAnswered = false;
        var payouts = _gateways.FindPayouts(gateway.Name) is { IsConfigured: true } configured ? configured : null;
        run = await CompareListedAsync(run, gateway.Name, payouts: false, gateway.ListAsync, cancellationToken);
        if (payouts is not null)
            run = await CompareListedAsync(run, gateway.Name, payouts: true, payouts.ListAsync, cancellationToken);
        run = await CompareDisputesAsync(run, gateway, cancellationToken);
        run = await CompareChangedAsync(run, gateway.Name, withdrawals: false, cancellationToken);
        if (payouts is not null)
            run = await CompareChangedAsync(run, gateway.Name, withdrawals: true, cancellationToken);
        return run;
    }

    /// <summary>What could not be compared before, whatever the reason, as far as there is time: those first that were seen least lately.</summary>
    private async Task<Reconciliation> CompareAgainAsync(
        Reconciliation run, string gateway, ImmutableArray<(string Id, bool IsWithdrawal)> failed, CancellationToken cancellationToken)
    {
        foreach (var (id, isWithdrawal) in failed)
        {
            if (IsOver(run))
                break;
            (run, var unanswered) = await CompareAsync(run, [id], gateway, isWithdrawal, cancellationToken);
            run = await NotComparedAsync(run, unanswered, gateway, cancellationToken);
        }

        return run;
    }

    private async Task<Reconciliation> CompareChangedAsync(Reconciliation run, string gateway, bool withdrawals, CancellationToken cancellationToken)
    {
        while (true)
        {
            var due = await _store.DueAsync(withdrawals, gateway, PlaceOf(gateway, withdrawals), run.StartedAt - Grace, PageSize, cancellationToken);
            if (due.IsEmpty)
                return run;

            var unanswered = ImmutableArray<string>.Empty;
            foreach (var some in due.Chunk(MaxAtOnce))
            {
                if (IsOver(run))
                    return unanswered.IsEmpty ? run with { IsComplete = false } : Unreached(run, gateway);

                (run, var missed) = await CompareAsync(run, [.. some.Select(static one => one.Id)], gateway, withdrawals, cancellationToken);
                unanswered = unanswered.AddRange(missed);
                if (!_hasAnswered && !unanswered.IsEmpty)
                    continue;
                run = await NotComparedAsync(run, unanswered, gateway, cancellationToken);
                unanswered = [];
                await MoveAsync(gateway, withdrawals, some[^1]);
            }

            if (!unanswered.IsEmpty)
                return Unreached(run, gateway);
        }
    }

    /// <summary>Compares some payments or withdrawals, and writes down what was found.</summary>
    /// <returns>Those of which the gateway did not answer anything.</returns>
    private async Task<(Reconciliation Run, ImmutableArray<string> Unanswered)> CompareAsync(
        Reconciliation run, ImmutableArray<string> ids, string gateway, bool withdrawals, CancellationToken cancellationToken)
    {
        var unanswered = ImmutableArray.CreateBuilder<string>();
        foreach (var some in ids.Chunk(MaxAtOnce))
        {
            var compared = await Task.WhenAll(some.Select(id => CompareAsync(id, gateway, withdrawals, cancellationToken)));
            for (var i = 0; i < some.Length; i++)
            {
                if (!compared[i].IsReached)
                    unanswered.Add(some[i]);
                else if (compared[i].HasAnswered || compared[i].Found.Length > 0)
                    await _store.SaveAsync(some[i], gateway, compared[i].Found, cancellationToken);
            }

            if (unanswered.Count > 0)
                _silent.Add(gateway);

            var reached = compared.Count(static one => one.IsReached);
            _hasAnswered |= compared.Any(static one => one.HasAnswered);
            run = run with
            {
                Payments = run.Payments + (withdrawals ? 0 : reached),
                Withdrawals = run.Withdrawals + (withdrawals ? reached : 0),
                Differences = run.Differences + compared.Count(static one => one.Found.Length > 0),
            };
        }

        return (run, unanswered.ToImmutable());
    }

    /// <summary>Writes down what a gateway that answers others did not answer.</summary>
    private async Task<Reconciliation> NotComparedAsync(
        Reconciliation run, ImmutableArray<string> unanswered, string gateway, CancellationToken cancellationToken)
    {
        foreach (var id in unanswered)
            await _store.SaveAsync(id, gateway, [ClearingRules.NotCompared(id, gateway, "It did not answer.", _time.GetStoredUtcNow())], cancellationToken);
        return run with { Differences = run.Differences + unanswered.Length };
    }

    private async Task<Comparison> CompareAsync(string id, string gateway, bool isWithdrawal, CancellationToken cancellationToken)
    {
        try
        {
            return isWithdrawal
                ? await GrainFactory.GetGrain<IComparedPayoutGrain>(id).CompareAsync(gateway, cancellationToken)
                : await GrainFactory.GetGrain<IComparedGrain>(id).CompareAsync(gateway, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(exception, id, gateway);
            return Comparison.Failed(ClearingRules.NotCompared(id, gateway, $"{exception.GetType().Name}: {exception.Message}", _time.GetStoredUtcNow()));
        }
    }

    private bool IsOver(Reconciliation run) => _time.GetUtcNow() - run.StartedAt > MaxDuration;

    private Reconciliation Unreached(Reconciliation run, string gateway)
    {
        _silent.Add(gateway);
        string[] unreached = [.. run.Unreached.Split(',', StringSplitOptions.RemoveEmptyEntries), gateway];
        return run with { Unreached = string.Join(',', unreached.Distinct()), IsComplete = false };
    }

    private ComparedUntil PlaceOf(string gateway, bool withdrawals) =>
        (withdrawals ? _state.Value.Withdrawals : _state.Value.Payments).GetValueOrDefault(gateway) ?? new ComparedUntil(DateTimeOffset.UnixEpoch, "");

    private Task MoveAsync(string gateway, bool withdrawals, ComparedUntil place) => _state.CommitAsync(withdrawals
        ? _state.Value with { Withdrawals = _state.Value.Withdrawals.SetItem(gateway, place) }
        : _state.Value with { Payments = _state.Value.Payments.SetItem(gateway, place) });

    private async Task RewindAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var entries = ImmutableDictionary.CreateBuilder<string, ClearingPlace>();
        foreach (var (gateway, place) in _state.Value.Entries)
            entries[gateway] = await _clearing.PlaceBeforeAsync(gateway, since, cancellationToken) is var earlier && earlier.Seq < place.Seq ? earlier : place;
        await _state.CommitAsync(_state.Value with
        {
            Payments = _state.Value.Payments.ToImmutableDictionary(static one => one.Key, one => Earlier(one.Value, since)),
            Withdrawals = _state.Value.Withdrawals.ToImmutableDictionary(static one => one.Key, one => Earlier(one.Value, since)),
            Entries = entries.ToImmutable(),
            Listings = _state.Value.Listings.ToImmutableDictionary(
                static one => one.Key, one => one.Value.At > since ? new ListingPlace(since.ToUniversalTime()) : one.Value),
        });
    }

    private static ComparedUntil Earlier(ComparedUntil place, DateTimeOffset since) =>
        place.At > since ? new ComparedUntil(since.ToUniversalTime(), "") : place;

    [LoggerMessage(EventId = 3141, Level = LogLevel.Information,
        Message = "Compared {Payments} payments, {Withdrawals} withdrawals, {Entries} entries and {Listed} of the gateways' records: {Differences} differ; unreached: {Unreached}")]
    private partial void LogRun(int payments, int withdrawals, int entries, int listed, int differences, string unreached);

    [LoggerMessage(EventId = 3142, Level = LogLevel.Warning, Message = "{Subject} could not be compared with gateway {Gateway}; it is tried again next time")]
    private partial void LogFailed(Exception exception, string subject, string gateway);
}
