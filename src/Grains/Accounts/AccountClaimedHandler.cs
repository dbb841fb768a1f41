using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Accounts;

/// <summary>Tells the owner of an account that password and passkeys from before their first proof have ended.</summary>
internal sealed class AccountClaimedHandler(AccountNotices notices) : IEventHandler<AccessChanged>
{
    public Task HandleAsync(AccessChanged payload, EventContext context, CancellationToken cancellationToken) =>
        notices.TellAsync(payload.AccountId, $"{context.EventId}", ClaimedNotice.Of, payload.At, onlyOnce: false, cancellationToken);
}
