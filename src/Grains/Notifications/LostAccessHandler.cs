using Nusaloka.Grains.Accounts;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Notifications;

/// <summary>
/// When an account comes back to its owner (claimed, a change taken back, a new password without the old one), devices and webhook that were
/// named before go: an intruder must not read on.
/// </summary>
internal sealed class LostAccessHandler(IGrainFactory grains) : IEventHandler<AccessChanged>, IEventHandler<IdentifierReverted>
{
    public Task HandleAsync(AccessChanged payload, EventContext context, CancellationToken cancellationToken) =>
        payload.Change is { KeptSession: null } ? ForgetAsync(payload.AccountId, payload.At, cancellationToken) : Task.CompletedTask;

    public Task HandleAsync(IdentifierReverted payload, EventContext context, CancellationToken cancellationToken) =>
        ForgetAsync(payload.AccountId, payload.At, cancellationToken);

    private Task ForgetAsync(string accountId, DateTimeOffset at, CancellationToken cancellationToken) =>
        grains.GetGrain<INotificationSettingsGrain>(accountId).ForgetTargetsAsync(at, cancellationToken);
}
