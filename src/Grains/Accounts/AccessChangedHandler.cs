using Nusaloka.Accounts.Sessions;
using Nusaloka.Grains.Accounts.Sessions;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Accounts;

/// <summary>Ends older sessions of an account whose process died before it could, and puts the change on record.</summary>
internal sealed class AccessChangedHandler(IGrainFactory grains, SecurityEventStore events) : IEventHandler<AccessChanged>
{
    public async Task HandleAsync(AccessChanged payload, EventContext context, CancellationToken cancellationToken)
    {
        if (payload.Change is { } change)
            await grains.GetGrain<ISessionsGrain>(payload.AccountId).EndOlderAsync(change, cancellationToken);

        var record = new SecurityEvent(context.EventId.ToString(), context.Type, SessionId: null, payload.Detail, payload.By, payload.At);
        await events.AddAsync(payload.AccountId, [record], cancellationToken);
    }
}
