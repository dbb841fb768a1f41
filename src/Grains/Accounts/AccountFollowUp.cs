using Nusaloka.Accounts;
using Nusaloka.Accounts.Passkeys;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Grains.Codes;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Accounts;

/// <summary>
/// What follows an account's registration or closing in other grains. Done at once by the account, so that the person can go
/// on, and again by the outbox, so that it is done even when the process dies in between. Every step may be repeated.
/// </summary>
internal sealed class AccountFollowUp(IGrainFactory grains)
{
    /// <summary>Makes the reservations last and opens the wallet.</summary>
    public async Task CompleteRegistrationAsync(string accountId, IEnumerable<string> identifierKeys, CancellationToken cancellationToken)
    {
        var confirmed = identifierKeys.Select(key => grains.GetGrain<IIdentifierGrain>(key).ConfirmAsync(accountId, cancellationToken));
        await Task.WhenAll([.. confirmed, grains.GetGrain<IWalletGrain>(accountId).OpenAsync(cancellationToken)]);
    }

    /// <summary>Makes the new identifier last, keeps the old one from others or frees it, and ends the sessions that are older than its replacement.</summary>
    public async Task CompleteChangeAsync(IdentifierChanged change, CancellationToken cancellationToken)
    {
        await grains.GetGrain<IIdentifierGrain>(change.New).ConfirmAsync(change.AccountId, cancellationToken);
        if (change is { Old: { } old, QuarantinedUntil: { } until })
            await grains.GetGrain<IIdentifierGrain>(old).QuarantineAsync(change.AccountId, until, cancellationToken);
        else if (change.Old is not null)
            await grains.GetGrain<IIdentifierGrain>(change.Old).ReleaseAsync(change.AccountId, cancellationToken);
        if (change.Access is { } access)
            await grains.GetGrain<ISessionsGrain>(change.AccountId).EndOlderAsync(access, cancellationToken);
    }

    /// <summary>Makes the old identifiers last again and the new ones free, and ends sessions and passkeys from before.</summary>
    public async Task CompleteReversalAsync(IdentifierReverted reverted, CancellationToken cancellationToken)
    {
        foreach (var key in reverted.Kept)
            await grains.GetGrain<IIdentifierGrain>(key).ConfirmAsync(reverted.AccountId, cancellationToken);
        foreach (var key in reverted.Dropped)
            await grains.GetGrain<IIdentifierGrain>(key).ReleaseAsync(reverted.AccountId, cancellationToken);
        await grains.GetGrain<ISessionsGrain>(reverted.AccountId).EndOlderAsync(reverted.Access, cancellationToken);
        await grains.GetGrain<IPasskeysGrain>(reverted.AccountId).EraseOlderAsync(reverted.At, cancellationToken);
    }

    /// <summary>Ends the sessions and makes the identifiers free.</summary>
    public Task ReleaseAsync(string accountId, IEnumerable<string> identifierKeys, CancellationToken cancellationToken)
    {
        var released = identifierKeys.Select(key => grains.GetGrain<IIdentifierGrain>(key).ReleaseAsync(accountId, cancellationToken));
        var forgotten = identifierKeys.Select(key => grains.GetGrain<ICodeGrain>(key).ForgetAsync(cancellationToken));
        var sessions = grains.GetGrain<ISessionsGrain>(accountId);
        return Task.WhenAll([.. released, .. forgotten, sessions.EndAllAsync(SessionEndReason.AccountClosed, exceptSession: null, cancellationToken)]);
    }
}
