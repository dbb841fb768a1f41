using Nusaloka.Accounts.Sessions;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Accounts.Sessions;

/// <summary>Puts the ends of sessions on record, and revokes once more: the first time may have died with its process.</summary>
internal sealed class SessionsEndedHandler(IGrainFactory grains, SecurityEventStore events) : IEventHandler<SessionsEnded>
{
    public async Task HandleAsync(SessionsEnded payload, EventContext context, CancellationToken cancellationToken)
    {
        await grains.GetGrain<IRevocationsGrain>(IRevocationsGrain.Key).AddAsync(
            [.. payload.Sessions.Select(session => new Revocation(session.Id, payload.AccountId, payload.TokensUntil))], cancellationToken);
        await events.AddAsync(payload.AccountId, payload.Sessions.Select(session => new SecurityEvent(
            NameBasedId.Create($"{context.EventId}\n{session.Id}").ToString(), context.Type, session.Id,
            $"{SecurityWords.Of(payload.Reason)}: {session.Device}", By: null, payload.At)), cancellationToken);
    }
}
