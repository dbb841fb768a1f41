using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Notifications;

/// <summary>
/// Marks what told people of rooms as read when they have read those. A room where everybody writes who was told, and has read by that, costs a statement now and then, and
/// not one for each of them. Thread-safe.
/// </summary>
internal sealed class RoomNotificationReads
{
    private const int MostAtOnce = 1_000;

    private readonly NotificationStore _store;
    private readonly ConnectedInboxes _connected;
    private readonly TimeProvider _time;
    private readonly CallBatcher<ReadRoom, int> _calls;

    public RoomNotificationReads(NotificationStore store, ConnectedInboxes connected, TimeProvider time)
    {
        (_store, _connected, _time) = (store, connected, time);
        _calls = new CallBatcher<ReadRoom, int>(MarkAsync, static _ => 1, MostAtOnce);
    }

    /// <summary>Marks it; ends when it is durable.</summary>
    /// <param name="accountId">Who has read.</param>
    /// <param name="roomId">The room.</param>
    /// <param name="upTo">What is newer is not read.</param>
    public Task MarkAsync(string accountId, string roomId, DateTimeOffset upTo) =>
        _calls.CallAsync(new ReadRoom(accountId, roomId, upTo), CancellationToken.None);

    private async Task<int> MarkAsync(IReadOnlyList<ReadRoom> reads)
    {
        var changed = await _store.MarkRoomsReadAsync(reads, _time.GetStoredUtcNow(), CancellationToken.None);
        await _connected.TellCountsAsync(changed, CancellationToken.None);
        return changed.Count;
    }
}
