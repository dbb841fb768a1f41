using Nusaloka.Chat;

namespace Nusaloka.Api.Realtime;

/// <summary>Passes on what is of the moment to the rooms, which know who may be heard.</summary>
internal sealed class RoomSignals(IGrainFactory grains) : IRoomSignals
{
    public async ValueTask<Result> TypingAsync(RoomCaller caller, string roomId, bool isTyping, CancellationToken cancellationToken) =>
        await grains.GetGrain<IChatRoomGrain>(roomId).SetTypingAsync(caller.AccountId, isTyping, cancellationToken);
}
