using System.Globalization;
using Nusaloka.Accounts;
using Nusaloka.Grains.Accounts;
using Nusaloka.Notifications;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Notifications;

/// <summary>
/// Tells people in the app that their account has another address or number, and what becomes of the wish to take that back. Addresses are
/// masked as in the account's own messages: the reader may not be who changed them.
/// </summary>
internal sealed class IdentifierNotifications(NotificationPublisher publisher)
    : IEventHandler<IdentifierChanged>, IEventHandler<IdentifierReverted>, IEventHandler<ReversalStep>
{
    public Task HandleAsync(IdentifierChanged payload, EventContext context, CancellationToken cancellationToken)
    {
        var changed = Identifier.OfKey(payload.New);
        var kind = changed.Kind == IdentifierKind.Email ? "security.email_changed" : "security.phone_changed";
        // The account writes to one alone, which may be the old one.
        NotificationChannel[] told = payload.Told is not { } key ? []
            : Identifier.OfKey(key).Kind == IdentifierKind.Email ? [NotificationChannel.Email] : [NotificationChannel.Sms];
        return PublishAsync(SecurityNotice.Of(context, payload.AccountId, kind, [.. told], ("to", IdentifierNotice.Mask(changed))), cancellationToken);
    }

    // Events that are older than what they were taken back to are mailed by nobody.
    public Task HandleAsync(IdentifierReverted payload, EventContext context, CancellationToken cancellationToken) => PublishAsync(
        SecurityNotice.Of(context, payload.AccountId, "security.change_taken_back", payload.Back is null ? [] : SecurityNotifications.Everywhere),
        cancellationToken);

    public Task HandleAsync(ReversalStep payload, EventContext context, CancellationToken cancellationToken) => PublishAsync(
        SecurityNotice.Of(
            context, payload.AccountId, KindOf(context.Type), SecurityNotifications.Everywhere,
            ("to", IdentifierNotice.Mask(Identifier.OfKey(payload.Asker))), ("until", payload.DueAt.ToString("O", CultureInfo.InvariantCulture))),
        cancellationToken);

    private static string KindOf(string type) => type switch
    {
        ReversalStep.AskedType => "security.reversal_asked",
        ReversalStep.ContestedType => "security.reversal_contested",
        _ => "security.reversal_rejected",
    };

    private Task PublishAsync(NewNotification notification, CancellationToken cancellationToken) => publisher.PublishAsync([notification], cancellationToken);
}
