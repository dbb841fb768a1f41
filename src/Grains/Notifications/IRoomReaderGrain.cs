using Orleans.Concurrency;

namespace Nusaloka.Grains.Notifications;

/// <summary>What rooms tell the inbox of a person. Key: the account id; the same grain as <see cref="Nusaloka.Notifications.INotificationInboxGrain"/>.</summary>
[Alias("nusaloka.IRoomReaderGrain")]
internal interface IRoomReaderGrain : IGrainWithStringKey
{
    /// <summary>The person has read a room: what told them of it is read. Nobody waits for it.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="upTo">What is newer is not read.</param>
    /// <param name="cancellationToken">Cancels.</param>
    [OneWay, AlwaysInterleave, Alias("ReadRoom")]
    Task ReadRoomAsync(string roomId, DateTimeOffset upTo, CancellationToken cancellationToken = default);
}
