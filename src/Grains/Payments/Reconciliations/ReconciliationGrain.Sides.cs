using System.Collections.Immutable;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Grains.State;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments.Reconciliations;

/// <summary>The sides from which payments are not seen: the clearing accounts, and the gateways' own lists.</summary>
internal sealed partial class ReconciliationGrain
{
    private const int EntriesAtOnce = 500;

    /// <summary>A page of what was made from a time on and before another.</summary>
    private delegate Task<GatewayPage<TRecord>?> Listing<TRecord>(DateTimeOffset from, DateTimeOffset until, string? after, CancellationToken cancellationToken);

    /// <summary>How far back a list is read when it is read for the first time, from where that look at it ends.</summary>
    private static readonly TimeSpan FirstListing = TimeSpan.FromDays(30);

    /// <summary>How much of a list is asked for at once.</summary>
    private static readonly TimeSpan Stretch = TimeSpan.FromDays(1);

    /// <summary>
    /// Lists go by when something was made. The first look finds what we do not know; the second one, when all that could become of it
    /// has, what became of it without our hearing of it. Nothing waits for longer than a capture does, which is a week.
    /// </summary>
    private static readonly ImmutableArray<(string Name, TimeSpan Lag)> Looks = [("", Grace), ("/late", TimeSpan.FromDays(8))];

    private async Task<Reconciliation> CompareEntriesAsync(Reconciliation run, string gateway, CancellationToken cancellationToken)
    {
        var now = _time.GetStoredUtcNow();
        while (true)
        {
            var place = _state.Value.Entries.GetValueOrDefault(gateway) ?? new ClearingPlace(0, 0);
            var entries = await _clearing.ReadAsync(gateway, place.Seq, run.StartedAt - Grace, EntriesAtOnce, cancellationToken);
            if (entries.IsEmpty)
                return run;
            if (IsOver(run))
                return run with { IsComplete = false };

            var next = new ClearingPlace(entries[^1].Seq, place.Sum + entries.Sum(static entry => entry.Amount));
            Difference?[] found =
            [
                .. entries.Select(entry => ClearingRules.Compare(gateway, entry, gateway == _instant.Name && _instant.IsCharge(entry.TransferId, entry.Reference), now)),
                ClearingRules.Compare(gateway, next, entries[^1].BalanceAfter, now),
            ];
            var differences = found.OfType<Difference>().ToArray();
            await _store.CloseAsync(
                [.. entries.Select(static entry => $"{entry.TransferId}")], gateway, [DifferenceKind.Unexplained, DifferenceKind.AmountDiffers], cancellationToken);
            foreach (var difference in differences)
                await _store.SaveAsync(difference.SubjectId, gateway, [difference], cancellationToken);
            run = run with { Entries = run.Entries + entries.Length, Differences = run.Differences + differences.Length };
            await _state.CommitAsync(_state.Value with { Entries = _state.Value.Entries.SetItem(gateway, next) });
        }
    }

    private Task<Reconciliation> CompareListedAsync(
        Reconciliation run, string gateway, bool payouts, Listing<GatewayRecord> list, CancellationToken cancellationToken) =>
        CompareListedAsync(
            run, gateway, payouts ? "/payouts" : "", Looks, list,
            async (before, records) => (await CompareAsync(before, records, gateway, payouts, cancellationToken), true), cancellationToken);

    /// <summary>
    /// Reads a list from where it was read to, in each of some looks at it. What is not done is read again each hour for a day or two; what
    /// is listed behind it does not wait for that.
    /// </summary>
    private async Task<Reconciliation> CompareListedAsync<TRecord>(
        Reconciliation run, string gateway, string what, ImmutableArray<(string Name, TimeSpan Lag)> looks, Listing<TRecord> list,
        Func<Reconciliation, ImmutableArray<TRecord>, Task<(Reconciliation Run, bool IsDone)>> compare, CancellationToken cancellationToken)
    {
        foreach (var (name, lag) in looks)
        {
            var (key, end, isHeld) = (gateway + what + name, run.StartedAt - lag, false);
            var place = _state.Value.Listings.GetValueOrDefault(key) ?? new ListingPlace(end - FirstListing);
            while (place.At < end)
            {
                if (IsOver(run))
                {
                    // What takes longer than a run is not read again.
                    await ListedUntilAsync(key, place);
                    return run with { IsComplete = false };
                }

                var (from, until, after) = (place.At, place.Until ?? Min(place.At + Stretch, end), place.Next);
                var asked = await Comparison.AskAsync(() => list(from, until, after, cancellationToken));
                if (!asked.IsReached)
                    return Unreached(run, gateway);
                if (asked.Truth is not { } page)
                    return run;

                _hasAnswered = true;
                (run, var isDone) = await compare(run with { Listed = run.Listed + page.Records.Length }, page.Records);
                isHeld |= !isDone && until > end - Stretch;
                place = page.Next is { } more ? place with { Until = until, Next = more } : new ListingPlace(until);
                if (!isHeld)
                    await ListedUntilAsync(key, place);
            }
        }

        return run;
    }

    private async Task<Reconciliation> CompareAsync(
        Reconciliation run, ImmutableArray<GatewayRecord> records, string gateway, bool payouts, CancellationToken cancellationToken)
    {
        var now = _time.GetStoredUtcNow();
        var known = await _listings.FindAsync(gateway, payouts, records, cancellationToken);
        var changed = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < records.Length; i++)
        {
            var record = records[i];
            if (known[i] is { } ours)
            {
                // Its payment or withdrawal says exactly what differs, and asks the gateway for it.
                if (ours.Units != record.Moved.Units)
                    changed.Add(ours.SubjectId);
            }
            else if (!record.IsOver || record.Moved.Units > 0)
            {
                var subject = record.Reference.Length > 0 ? record.Reference : $"{record.Id}";
                await _store.SaveAsync(
                    subject, gateway, [ClearingRules.UnknownHere(subject, gateway, payouts ? "payout" : "payment", record.Moved.Units, now)], cancellationToken);
                run = run with { Differences = run.Differences + 1 };
            }
        }

        await _store.CloseAsync(
            [.. records.Where((_, i) => known[i] is not null).Select(static record => record.Reference)], gateway, [DifferenceKind.UnknownHere], cancellationToken);
        (run, var unanswered) = await CompareAsync(run, changed.ToImmutable(), gateway, payouts, cancellationToken);
        return await NotComparedAsync(run, unanswered, gateway, cancellationToken);
    }

    private Task ListedUntilAsync(string key, ListingPlace place) => _state.Value.Listings.GetValueOrDefault(key) == place
        ? Task.CompletedTask
        : _state.CommitAsync(_state.Value with { Listings = _state.Value.Listings.SetItem(key, place) });

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
