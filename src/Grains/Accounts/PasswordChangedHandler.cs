using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Accounts;

/// <summary>Tells people that their password was changed, wherever they can be reached.</summary>
internal sealed class PasswordChangedHandler(AccountNotices notices) : IEventHandler<AccessChanged>
{
    public Task HandleAsync(AccessChanged payload, EventContext context, CancellationToken cancellationToken) => notices.TellAsync(
        payload.AccountId, $"{context.EventId}", static language => new AccountNotice(PasswordNotice.Mail(language), PasswordNotice.Sms(language)),
        payload.At, onlyOnce: false, cancellationToken);
}
