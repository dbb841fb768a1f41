using Nusaloka.Accounts;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Grains.Accounts.Sessions;
using Nusaloka.Grains.Deliveries;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Accounts;

/// <summary>Puts on record what happens to the wish to take a change of address or number back, and tells both sides.</summary>
internal sealed class ReversalStepHandler(SecurityEventStore events, AccountNotices notices, Messenger messenger) : IEventHandler<ReversalStep>
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    public async Task HandleAsync(ReversalStep payload, EventContext context, CancellationToken cancellationToken)
    {
        var record = new SecurityEvent(context.EventId.ToString(), context.Type, SessionId: null, payload.Detail, payload.By, payload.At);
        await events.AddAsync(payload.AccountId, [record], cancellationToken);

        var asker = Identifier.OfKey(payload.Asker);
        await notices.TellAsync(
            payload.AccountId, $"{context.EventId}", language => ReversalNotice.Of(context.Type, language, asker, payload.DueAt), payload.At,
            onlyOnce: false, cancellationToken);
        var notice = ReversalNotice.Of(context.Type, payload.Language, asker, payload.DueAt);
        await messenger.SendAsync(
            asker, new PersonalMessage(payload.Language, notice.Mail, notice.Sms, payload.At + Lifetime), $"{context.EventId}/asker", cancellationToken);
    }
}
