using Nusaloka.Chat;
using Nusaloka.Notifications;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <content>The messages of presence and of what connected people hear at once.</content>
public partial interface IParrotGrain
{
    Task<ConnectedAccount> SayAsync(ConnectedAccount message);

    Task<InboxNews> SayAsync(InboxNews message);

    Task<Presence> SayAsync(Presence message);

    Task<PresenceNews> SayAsync(PresenceNews message);

    Task<PresenceReply> SayAsync(PresenceReply message);

    Task<PresenceReport> SayAsync(PresenceReport message);

    Task<RoomPresence> SayAsync(RoomPresence message);

    Task<Result<RoomPresence>> SayAsync(Result<RoomPresence> message);

    Task<TypingMark> SayAsync(TypingMark message);

    Task<WatchedPresence> SayAsync(WatchedPresence message);
}
