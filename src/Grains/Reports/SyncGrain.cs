using Npgsql;
using Nusaloka.Grains.State;
using Nusaloka.Persistence.Projections;
using Nusaloka.Reports;

namespace Nusaloka.Grains.Reports;

/// <summary>
/// Compares the list of accounts with their states. A projection is written with its state, so they agree; a migration or a restored
/// backup is what may have come between.
/// </summary>
internal sealed class SyncGrain(SyncPages pages, ProjectionRebuilder rebuilder, TimeProvider time) : Grain, ISyncGrain
{
    public async Task<SyncStep> ContinueAsync(SyncStep step, CancellationToken cancellationToken)
    {
        var next = step.Next switch
        {
            SyncPart.None => step,
            // What is no account goes first: it may have the address of one.
            SyncPart.List => await MendAsync(step, await pages.ReadListAsync(step.After, cancellationToken), SyncPart.Accounts, cancellationToken),
            SyncPart.Accounts => await MendAsync(step, await pages.ReadAccountsAsync(step.After, cancellationToken), SyncPart.Rebuild, cancellationToken),
            SyncPart.Rebuild => await RebuildAsync(step),
            SyncPart.Ledger => await CountAsync(step, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step.Next, "There is no such part of a synchronisation."),
        };
        return next with { At = time.GetStoredUtcNow() };
    }

    private async Task<SyncStep> MendAsync(SyncStep step, SyncPage page, SyncPart following, CancellationToken cancellationToken)
    {
        var isMended = true;
        try
        {
            if (page.Wrong.Count > 0)
                await rebuilder.RepairAsync(SyncPages.Accounts, page.Wrong, cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // A wrong row on another page has what is theirs.
            isMended = false;
        }

        return Behind(page.Last, following, step with
        {
            Accounts = step.Accounts + page.Open,
            Repaired = step.Repaired + page.Wrong.Count,
            NeedsRebuild = step.NeedsRebuild || !isMended,
        });
    }

    private async Task<SyncStep> RebuildAsync(SyncStep step)
    {
        // It may take longer than the caller waits; who asks again then finds it done.
        if (step.NeedsRebuild)
            await rebuilder.RebuildAsync(SyncPages.Accounts, CancellationToken.None);
        return step with { Next = SyncPart.Ledger, After = "", NeedsRebuild = false };
    }

    private async Task<SyncStep> CountAsync(SyncStep step, CancellationToken cancellationToken)
    {
        var (entries, last) = await pages.CountEntriesAsync(step.After, cancellationToken);
        return Behind(last, SyncPart.None, step with { Entries = step.Entries + entries });
    }

    /// <summary>Goes on behind an id, or with the following part when there is none.</summary>
    private static SyncStep Behind(string? last, SyncPart following, SyncStep step) =>
        last is null ? step with { Next = following, After = "" } : step with { After = last };
}
