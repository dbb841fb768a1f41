using Microsoft.Extensions.Logging;
using Nusaloka.Accounts;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Accounts;

/// <summary>Gives the account its role, as an admin would. One that is closed by now gets none, and the last admin stays one.</summary>
internal sealed partial class RoleOrderedHandler(IGrainFactory grains, ILogger<RoleOrderedHandler> logger) : IEventHandler<RoleOrdered>
{
    public async Task HandleAsync(RoleOrdered payload, EventContext context, CancellationToken cancellationToken)
    {
        var given = await grains.GetGrain<IAccountGrain>(payload.AccountId).SetRoleAsync(new SetRole(payload.Role, RoleOrdered.By), cancellationToken);
        if (given.Error?.Code == AccountErrors.LastAdmin.Code)
            LogLastAdmin(payload.AccountId, payload.Role);
        else if (!given.IsSuccess && given.Error.Code != AccountErrors.NotFound.Code)
            throw new InvalidOperationException($"The account {payload.AccountId} did not get the role {payload.Role}: {given.Error.Code}.");
    }

    [LoggerMessage(6670, LogLevel.Warning, "Account {AccountId} was not given the role {Role}: it is the last admin that can sign in")]
    private partial void LogLastAdmin(string accountId, Role role);
}
