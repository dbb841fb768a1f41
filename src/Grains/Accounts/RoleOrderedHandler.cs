using Nusaloka.Accounts;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Accounts;

/// <summary>Gives the account its role, as an admin would. One that is closed by now gets none.</summary>
internal sealed class RoleOrderedHandler(IGrainFactory grains) : IEventHandler<RoleOrdered>
{
    public async Task HandleAsync(RoleOrdered payload, EventContext context, CancellationToken cancellationToken)
    {
        var given = await grains.GetGrain<IAccountGrain>(payload.AccountId).SetRoleAsync(new SetRole(payload.Role, RoleOrdered.By), cancellationToken);
        if (!given.IsSuccess && given.Error.Code != AccountErrors.NotFound.Code)
            throw new InvalidOperationException($"The account {payload.AccountId} did not get the role {payload.Role}: {given.Error.Code}.");
    }
}
