using Nusaloka.Accounts.Passkeys;
using Nusaloka.Grains.Privacy;

namespace Nusaloka.Grains.Accounts.Passkeys;

/// <summary>Forgets the passkeys of an account that was closed.</summary>
internal sealed class PasskeyEraser(IGrainFactory grains) : IPersonalDataEraser
{
    public Task EraseAsync(AccountClosed closed, CancellationToken cancellationToken) =>
        grains.GetGrain<IPasskeysGrain>(closed.AccountId).EraseAsync(cancellationToken);
}
