using Nusaloka.Accounts;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Grains.Accounts.Sessions;
using Nusaloka.Grains.Codes;
using Nusaloka.Grains.Deliveries;
using Nusaloka.Grains.Privacy;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Accounts;

/// <summary>Finishes changes of identifiers, puts them on record, and tells whoever reads the old one.</summary>
internal sealed class IdentifierChangedHandler(
    AccountFollowUp followUp, SecurityEventStore events, Messenger messenger, CodeSecrets secrets, IGrainFactory grains) : IEventHandler<IdentifierChanged>
{
    // A notice is of use for some days; then whoever reads it has found out.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    public async Task HandleAsync(IdentifierChanged payload, EventContext context, CancellationToken cancellationToken)
    {
        await followUp.CompleteChangeAsync(payload, cancellationToken);
        if (payload is { Old: { } old, QuarantinedUntil: null })
            await grains.GetGrain<IErasureGrain>(IErasureGrain.Key).ScheduleAsync([old], cancellationToken);

        var kind = Identifier.OfKey(payload.New).Kind == IdentifierKind.Email ? "email" : "phone";
        var record = new SecurityEvent(context.EventId.ToString(), context.Type, SessionId: null, kind, By: null, payload.At);
        await events.AddAsync(payload.AccountId, [record], cancellationToken);

        if (payload.Told is not null)
        {
            var token = payload.CanBeReversed ? secrets.RevertToken(payload.AccountId, payload.Version) : null;
            var notice = new PersonalMessage(
                payload.Language, IdentifierNotice.Mail(payload, token), IdentifierNotice.Sms(payload, token), payload.At + Lifetime);
            await messenger.SendAsync(Identifier.OfKey(payload.Told), notice, context.EventId.ToString(), cancellationToken);
        }
    }
}
