using Nusaloka.Accounts.Sessions;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Accounts.Sessions;

/// <summary>Puts sign-ins on record, and tells the owner of those from somewhere new.</summary>
internal sealed class SessionStartedHandler(SecurityEventStore events, AccountNotices notices) : IEventHandler<SessionStarted>
{
    public async Task HandleAsync(SessionStarted payload, EventContext context, CancellationToken cancellationToken)
    {
        var record = new SecurityEvent(
            context.EventId.ToString(), context.Type, payload.SessionId,
            $"{string.Join('+', payload.Methods)}{(payload.IsNew ? ", new" : "")}: {payload.Device}", By: null, payload.At);
        await events.AddAsync(payload.AccountId, [record], cancellationToken);
        if (payload.IsNew)
        {
            await notices.TellAsync(
                payload.AccountId, $"{context.EventId}", language => NewDeviceNotice.Of(language, payload), payload.At, onlyOnce: true, cancellationToken);
        }
    }
}
