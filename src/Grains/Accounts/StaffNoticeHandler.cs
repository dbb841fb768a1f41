using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Accounts;

/// <summary>Tells people what staff have done with their account.</summary>
internal sealed class StaffNoticeHandler(AccountNotices notices) : IEventHandler<AccessChanged>
{
    public Task HandleAsync(AccessChanged payload, EventContext context, CancellationToken cancellationToken) => notices.TellAsync(
        payload.AccountId, $"{context.EventId}", language => StaffNotice.Of(context.Type, language), payload.At, onlyOnce: true, cancellationToken);
}
