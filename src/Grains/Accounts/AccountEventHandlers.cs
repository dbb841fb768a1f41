using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Accounts;

/// <summary>Finishes registrations whose process died before it could.</summary>
internal sealed class AccountRegisteredHandler(AccountFollowUp followUp) : IEventHandler<AccountRegistered>
{
    public Task HandleAsync(AccountRegistered payload, EventContext context, CancellationToken cancellationToken) =>
        followUp.CompleteRegistrationAsync(payload.AccountId, payload.IdentifierKeys, cancellationToken);
}

/// <summary>Finishes closings whose process died before it could.</summary>
internal sealed class AccountClosedHandler(AccountFollowUp followUp) : IEventHandler<AccountClosed>
{
    public Task HandleAsync(AccountClosed payload, EventContext context, CancellationToken cancellationToken) =>
        followUp.ReleaseAsync(payload.AccountId, payload.IdentifierKeys, cancellationToken);
}
