using Nusaloka.Accounts.Sessions;
using Nusaloka.Grains.State;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Accounts.Sessions;

/// <summary>Lists security events from their table.</summary>
[StatelessWorker]
internal sealed class SecurityEventQueryGrain(SecurityEventStore store) : Grain, ISecurityEventQueryGrain
{
    public async Task<Result<Page<SecurityEvent>>> ListAsync(string accountId, PageRequest page, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(page.Cursor, out var before))
            return PageErrors.CursorInvalid;

        var events = await store.ListAsync(accountId, before, page.Limit + 1, cancellationToken);
        return events.ToPage(page, static last => new Cursor(last.At, last.Id));
    }
}
