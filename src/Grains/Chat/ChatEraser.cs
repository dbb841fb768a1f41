using Nusaloka.Chat;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Notifications;
using Nusaloka.Grains.Privacy;

namespace Nusaloka.Grains.Chat;

/// <summary>Has every room that a person was in forget them, and when they were last seen.</summary>
internal sealed class ChatEraser(ConversationQueries queries, NotificationStore notifications, IGrainFactory grains) : IPersonalDataEraser
{
    private const int AtOnce = 50;

    public async Task EraseAsync(AccountClosed closed, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(closed.AccountId, out var id))
            return;
        await notifications.ForgetSenderAsync(closed.AccountId, cancellationToken);
        await grains.GetGrain<IPresenceGrain>(PresencePartitions.Key(PresencePartitions.Of(closed.AccountId))).ForgetAsync(closed.AccountId, cancellationToken);
        // A room that has forgotten the person is not found again.
        while (await queries.RoomsOfAsync(id, AtOnce, cancellationToken) is { Length: > 0 } rooms)
        {
            foreach (var room in rooms)
                await grains.GetGrain<IChatRoomGrain>(room.ToString()).ForgetAsync(closed.AccountId, cancellationToken);
        }
    }
}
