using System.Globalization;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Accounts.Passkeys;
using Nusaloka.Grains.Accounts.Sessions;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Notifications;

/// <summary>Tells people in the app of what concerns the safety of their account; the account's own mails go out whatever is chosen here.</summary>
internal sealed class SecurityNotifications(NotificationPublisher publisher)
    : IEventHandler<SessionsEnded>, IEventHandler<AccessChanged>, IEventHandler<PasskeyAdded>, IEventHandler<PasskeyRemoved>
{
    public Task HandleAsync(SessionsEnded payload, EventContext context, CancellationToken cancellationToken) => PublishAsync(
        context, payload.AccountId, "security.session_reused",
        ("device", payload.Sessions.IsEmpty ? "" : payload.Sessions[0].Device), cancellationToken);

    public Task HandleAsync(AccessChanged payload, EventContext context, CancellationToken cancellationToken) =>
        PublishAsync(context, payload.AccountId, KindOf(context.Type), At(context), cancellationToken);

    public Task HandleAsync(PasskeyAdded payload, EventContext context, CancellationToken cancellationToken) =>
        PublishAsync(context, payload.AccountId, "security.passkey_added", At(context), cancellationToken);

    public Task HandleAsync(PasskeyRemoved payload, EventContext context, CancellationToken cancellationToken) =>
        PublishAsync(context, payload.AccountId, "security.passkey_removed", At(context), cancellationToken);

    private static string KindOf(string type) => type switch
    {
        AccessChanged.RoleType => "security.role_changed",
        AccessChanged.BannedType => "security.banned",
        AccessChanged.UnbannedType => "security.unbanned",
        _ => "security.password_changed",
    };

    private Task PublishAsync(EventContext context, string accountId, string kind, (string Name, string Value) variable, CancellationToken cancellationToken) =>
        publisher.PublishAsync([NewNotification.Of(context.EventId.ToString(), accountId, kind, context.CreatedAt, variable)], cancellationToken);

    private static (string Name, string Value) At(EventContext context) => ("at", context.CreatedAt.ToString("O", CultureInfo.InvariantCulture));
}
