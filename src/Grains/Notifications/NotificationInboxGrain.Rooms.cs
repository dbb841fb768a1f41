using Microsoft.Extensions.Logging;
using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Notifications;

/// <content>What rooms say.</content>
internal sealed partial class NotificationInboxGrain
{
    public async Task ReadRoomAsync(string roomId, DateTimeOffset upTo, CancellationToken cancellationToken)
    {
        try
        {
            if (await store.MarkRoomReadAsync(Id, roomId, upTo, time.GetStoredUtcNow(), cancellationToken) > 0)
                await TellCountAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            // Nobody waits for the answer; the person marks it themselves.
            LogNotMarked(exception, Id, roomId);
        }
    }

    [LoggerMessage(EventId = 6693, Level = LogLevel.Warning, Message = "What told {AccountId} of room {RoomId}, which they have read, could not be marked as read")]
    private partial void LogNotMarked(Exception exception, string accountId, string roomId);
}
