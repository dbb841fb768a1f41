using Nusaloka.Chat;
using Nusaloka.Notifications;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <content>The messages of presence and of what connected people hear at once.</content>
public sealed partial class ParrotGrain
{
    public Task<ConnectedAccount> SayAsync(ConnectedAccount message) => Task.FromResult(message);

    public Task<InboxNews> SayAsync(InboxNews message) => Task.FromResult(message);

    public Task<Presence> SayAsync(Presence message) => Task.FromResult(message);

    public Task<PresenceNews> SayAsync(PresenceNews message) => Task.FromResult(message);

    public Task<PresenceReply> SayAsync(PresenceReply message) => Task.FromResult(message);

    public Task<PresenceReport> SayAsync(PresenceReport message) => Task.FromResult(message);

    public Task<RoomPresence> SayAsync(RoomPresence message) => Task.FromResult(message);

    public Task<Result<RoomPresence>> SayAsync(Result<RoomPresence> message) => Task.FromResult(message);

    public Task<TypingMark> SayAsync(TypingMark message) => Task.FromResult(message);

    public Task<WatchedPresence> SayAsync(WatchedPresence message) => Task.FromResult(message);
}
