using Nusaloka.Accounts;
using Nusaloka.Grains.Deliveries;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Profiles;

namespace Nusaloka.Grains.Departures;

/// <summary>Tells people who wait for seats what becomes of it: by mail, or by SMS when no address is known.</summary>
internal sealed class WaitingMessages(IGrainFactory grains, Messenger messenger) : IEventHandler<SeatsOffered>, IEventHandler<DepartureCancelled>
{
    public Task HandleAsync(SeatsOffered payload, EventContext context, CancellationToken cancellationToken) =>
        SendAsync(payload.AccountId, language => DepartureNotice.Offered(language, payload), context.EventId, cancellationToken);

    public async Task HandleAsync(DepartureCancelled payload, EventContext context, CancellationToken cancellationToken)
    {
        foreach (var waiting in payload.Waiting)
            await SendAsync(waiting, language => DepartureNotice.Cancelled(language, payload), context.EventId, cancellationToken);
    }

    private async Task SendAsync(string accountId, Func<string, PersonalMessage> message, Guid eventId, CancellationToken cancellationToken)
    {
        var account = (await grains.GetGrain<IAccountGrain>(accountId).GetAsync(cancellationToken)).Value;
        var to = account switch
        {
            { Email: { } email } => new Identifier(IdentifierKind.Email, email),
            { Phone: { } phone } => new Identifier(IdentifierKind.Phone, phone),
            _ => null,
        };
        if (to is null)
            return;
        var language = (await grains.GetGrain<IProfileGrain>(accountId).GetPreferencesAsync(cancellationToken)).Language;
        await messenger.SendAsync(to, message(language), $"{eventId}/{accountId}", cancellationToken);
    }
}
