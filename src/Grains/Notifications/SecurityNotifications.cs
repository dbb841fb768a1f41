using System.Collections.Immutable;
using System.Globalization;
using Nusaloka.Accounts;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Accounts.Passkeys;
using Nusaloka.Grains.Accounts.Sessions;
using Nusaloka.Notifications;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Notifications;

/// <summary>
/// Tells people in the app of what concerns the safety of their account. What the account says itself (<see cref="AccountNotices"/>) goes out whatever is
/// chosen here, so the channels that it takes are left to it.
/// </summary>
internal sealed class SecurityNotifications(NotificationPublisher publisher, IGrainFactory grains)
    : IEventHandler<SessionsEnded>, IEventHandler<AccessChanged>, IEventHandler<PasskeyAdded>, IEventHandler<PasskeyRemoved>
{
    /// <summary>The account writes wherever it can.</summary>
    private static readonly ImmutableArray<NotificationChannel> Everywhere = [NotificationChannel.Email, NotificationChannel.Sms];

    public Task HandleAsync(SessionsEnded payload, EventContext context, CancellationToken cancellationToken) => PublishAsync(
        context, payload.AccountId, "security.session_reused", [],
        ("device", payload.Sessions.IsEmpty ? "" : payload.Sessions[0].Device), cancellationToken);

    public async Task HandleAsync(AccessChanged payload, EventContext context, CancellationToken cancellationToken)
    {
        var (kind, told) = context.Type switch
        {
            AccessChanged.RoleType => ("security.role_changed", await OnceAsync(payload.AccountId, cancellationToken)),
            AccessChanged.BannedType => ("security.banned", await OnceAsync(payload.AccountId, cancellationToken)),
            AccessChanged.UnbannedType => ("security.unbanned", await OnceAsync(payload.AccountId, cancellationToken)),
            _ => ("security.password_changed", Everywhere),
        };
        await PublishAsync(context, payload.AccountId, kind, told, At(context), cancellationToken);
    }

    public Task HandleAsync(PasskeyAdded payload, EventContext context, CancellationToken cancellationToken) =>
        PublishAsync(context, payload.AccountId, "security.passkey_added", Everywhere, At(context), cancellationToken);

    public Task HandleAsync(PasskeyRemoved payload, EventContext context, CancellationToken cancellationToken) =>
        PublishAsync(context, payload.AccountId, "security.passkey_removed", [], At(context), cancellationToken);

    /// <summary>The channels of an account that writes by mail, and by SMS only where it has no address.</summary>
    private async Task<ImmutableArray<NotificationChannel>> OnceAsync(string accountId, CancellationToken cancellationToken) =>
        (await grains.GetGrain<IAccountGrain>(accountId).GetAsync(cancellationToken)).Value is { Email: null } ? Everywhere : [NotificationChannel.Email];

    private Task PublishAsync(
        EventContext context, string accountId, string kind, ImmutableArray<NotificationChannel> told, (string Name, string Value) variable,
        CancellationToken cancellationToken) => publisher.PublishAsync(
            [NewNotification.Of(context.EventId.ToString(), accountId, kind, context.CreatedAt, variable) with { Told = told }], cancellationToken);

    private static (string Name, string Value) At(EventContext context) => ("at", context.CreatedAt.ToString("O", CultureInfo.InvariantCulture));
}
