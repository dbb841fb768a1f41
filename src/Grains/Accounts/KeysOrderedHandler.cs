using Nusaloka.Accounts;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Accounts;

/// <summary>Replaces the signing keys, then has everybody forget the old ones.</summary>
internal sealed class KeysOrderedHandler(IGrainFactory grains) : IEventHandler<KeysOrdered>
{
    public async Task HandleAsync(KeysOrdered payload, EventContext context, CancellationToken cancellationToken)
    {
        var keys = grains.GetGrain<ISigningKeysGrain>(ISigningKeysGrain.Key);
        await keys.ReplaceAsync(context.EventId.ToString(), cancellationToken);
        var version = (await keys.GetPublicKeysAsync(cancellationToken)).Version;
        await grains.GetGrain<IRevocationsGrain>(IRevocationsGrain.Key).KeysChangedAsync(version, cancellationToken);
    }
}
