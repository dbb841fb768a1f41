using System.Collections.Immutable;
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
    : IEventHandler<SessionStarted>, IEventHandler<SessionsEnded>, IEventHandler<AccessChanged>, IEventHandler<PasskeyAdded>, IEventHandler<PasskeyRemoved>,
        IEventHandler<PasskeyCounterWentBack>
{
    /// <summary>The account writes wherever it can.</summary>
    public static readonly ImmutableArray<NotificationChannel> Everywhere = [NotificationChannel.Email, NotificationChannel.Sms];

    // Most sign-ins are from where somebody always is.
    public async Task HandleAsync(SessionStarted payload, EventContext context, CancellationToken cancellationToken)
    {
        if (payload.IsNew)
        {
            var told = await OnceAsync(payload.AccountId, cancellationToken);
            await PublishAsync(SecurityNotice.Of(context, payload.AccountId, "security.new_device", told, ("device", payload.Device)), cancellationToken);
        }
    }

    public Task HandleAsync(SessionsEnded payload, EventContext context, CancellationToken cancellationToken) => PublishAsync(
        SecurityNotice.Of(
            context, payload.AccountId, "security.session_reused", [], ("device", payload.Sessions.IsEmpty ? "" : payload.Sessions[0].Device)),
        cancellationToken);

    public async Task HandleAsync(AccessChanged payload, EventContext context, CancellationToken cancellationToken)
    {
        var (kind, told) = context.Type switch
        {
            AccessChanged.RoleType => ("security.role_changed", await OnceAsync(payload.AccountId, cancellationToken)),
            AccessChanged.BannedType => ("security.banned", await OnceAsync(payload.AccountId, cancellationToken)),
            AccessChanged.UnbannedType => ("security.unbanned", await OnceAsync(payload.AccountId, cancellationToken)),
            AccessChanged.ClaimedType => ("security.claimed", Everywhere),
            _ => ("security.password_changed", Everywhere),
        };
        await PublishAsync(SecurityNotice.Of(context, payload.AccountId, kind, told), cancellationToken);
    }

    public Task HandleAsync(PasskeyAdded payload, EventContext context, CancellationToken cancellationToken) =>
        PublishAsync(SecurityNotice.Of(context, payload.AccountId, "security.passkey_added", Everywhere), cancellationToken);

    public Task HandleAsync(PasskeyRemoved payload, EventContext context, CancellationToken cancellationToken) =>
        PublishAsync(SecurityNotice.Of(context, payload.AccountId, "security.passkey_removed", []), cancellationToken);

    // Somebody has a copy of what opens the account, and nobody else says so: it is mailed, whatever is chosen.
    public Task HandleAsync(PasskeyCounterWentBack payload, EventContext context, CancellationToken cancellationToken) => PublishAsync(
        SecurityNotice.Of(context, payload.AccountId, "security.passkey_copied", []) with { Also = NotificationChannel.Email }, cancellationToken);

    /// <summary>The channels of an account that writes by mail, and by SMS only where it has no address.</summary>
    private async Task<ImmutableArray<NotificationChannel>> OnceAsync(string accountId, CancellationToken cancellationToken) =>
        (await grains.GetGrain<IAccountGrain>(accountId).GetAsync(cancellationToken)).Value is { Email: null } ? Everywhere : [NotificationChannel.Email];

    private Task PublishAsync(NewNotification notification, CancellationToken cancellationToken) => publisher.PublishAsync([notification], cancellationToken);
}
