using Nusaloka.Accounts;
using Nusaloka.Chat;
using Nusaloka.Grains.Accounts;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Chat;

/// <summary>
/// Takes whoever is an officer no more out of the support rooms that they have joined, also when they ask nothing of them any more: members hear of what
/// happens without asking.
/// </summary>
internal sealed class FormerOfficerHandler(ConversationQueries queries, IGrainFactory grains) : IEventHandler<AccessChanged>
{
    private const int AtOnce = 50;

    public async Task HandleAsync(AccessChanged payload, EventContext context, CancellationToken cancellationToken)
    {
        var account = await grains.GetGrain<IAccountGrain>(payload.AccountId).GetAsync(cancellationToken);
        if (account.Value is { Role: Role.Officer or Role.Admin } || !Guid.TryParse(payload.AccountId, out var id))
            return;

        // A room that the person has left is not found again. It is the room that finds out that they are an officer no more.
        while (await queries.JoinedAsOfficerAsync(id, AtOnce, cancellationToken) is { Length: > 0 } rooms)
        {
            foreach (var room in rooms)
                await grains.GetGrain<IChatRoomGrain>(room.ToString()).RemoveMemberAsync(payload.AccountId, payload.AccountId, cancellationToken);
        }
    }
}
