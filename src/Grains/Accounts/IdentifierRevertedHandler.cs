using Nusaloka.Accounts.Sessions;
using Nusaloka.Grains.Accounts.Sessions;
using Nusaloka.Grains.Privacy;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Accounts;

/// <summary>Finishes changes that were taken back, and puts that on record.</summary>
internal sealed class IdentifierRevertedHandler(AccountFollowUp followUp, SecurityEventStore events, IGrainFactory grains)
    : IEventHandler<IdentifierReverted>
{
    public async Task HandleAsync(IdentifierReverted payload, EventContext context, CancellationToken cancellationToken)
    {
        await followUp.CompleteReversalAsync(payload, cancellationToken);
        if (!payload.Dropped.IsEmpty)
            await grains.GetGrain<IErasureGrain>(IErasureGrain.Key).ScheduleAsync(payload.Dropped, cancellationToken);
        var record = new SecurityEvent(context.EventId.ToString(), context.Type, SessionId: null, "", By: null, payload.At);
        await events.AddAsync(payload.AccountId, [record], cancellationToken);
    }
}
