using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Chat;

/// <summary>Has a room look, a while later, who has not read what was said.</summary>
internal sealed class RoomSpokenHandler(IGrainFactory grains) : IEventHandler<RoomSpoken>
{
    public Task HandleAsync(RoomSpoken payload, EventContext context, CancellationToken cancellationToken) =>
        grains.GetGrain<IChatNoticeGrain>(payload.RoomId).ScheduleAsync(cancellationToken);
}
