using Nusaloka.Accounts;
using Nusaloka.Grains.Deliveries;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Profiles;

namespace Nusaloka.Grains.Accounts;

/// <summary>Tells people that their password was changed, wherever they can be reached.</summary>
internal sealed class PasswordChangedHandler(IGrainFactory grains, Messenger messenger) : IEventHandler<AccessChanged>
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    public async Task HandleAsync(AccessChanged payload, EventContext context, CancellationToken cancellationToken)
    {
        var account = (await grains.GetGrain<IAccountGrain>(payload.AccountId).GetAsync(cancellationToken)).Value;
        var language = (await grains.GetGrain<IProfileGrain>(payload.AccountId).GetPreferencesAsync(cancellationToken)).Language;
        var notice = new PersonalMessage(language, PasswordNotice.Mail(language), PasswordNotice.Sms(language), payload.At + Lifetime);
        if (account?.Email is { } email)
            await messenger.SendAsync(new Identifier(IdentifierKind.Email, email), notice, $"{context.EventId}/email", cancellationToken);
        if (account?.Phone is { } phone)
            await messenger.SendAsync(new Identifier(IdentifierKind.Phone, phone), notice, $"{context.EventId}/phone", cancellationToken);
    }
}
