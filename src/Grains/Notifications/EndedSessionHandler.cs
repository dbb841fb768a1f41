using Nusaloka.Grains.Accounts.Sessions;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Notifications;

/// <summary>Who has signed out on a device, or was signed out there, is told nothing more by it: the next who has it would read that.</summary>
internal sealed class EndedSessionHandler(IGrainFactory grains) : IEventHandler<SessionsEnded>
{
    public Task HandleAsync(SessionsEnded payload, EventContext context, CancellationToken cancellationToken) =>
        grains.GetGrain<INotificationSettingsGrain>(payload.AccountId)
            .ForgetSessionsAsync([.. payload.Sessions.Select(static session => session.Id)], cancellationToken);
}
