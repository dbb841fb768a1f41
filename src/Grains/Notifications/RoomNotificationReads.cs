using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Notifications;

/// <summary>
/// Marks what told people of rooms as read when they have read those. One statement under way; what all rooms of the silo ask for meanwhile is the next. So a room where
/// everybody writes who was told, and has read by that, costs a statement now and then and not one for each of them. Thread-safe.
/// </summary>
internal sealed class RoomNotificationReads(NotificationStore store, ConnectedInboxes connected, TimeProvider time)
{
    private const int MaxAtOnce = 1_000;

    private readonly Lock _gate = new();
    private readonly Queue<Mark> _waiting = new();
    private Task _writing = Task.CompletedTask;

    /// <summary>Marks it; ends when it is durable.</summary>
    /// <param name="accountId">Who has read.</param>
    /// <param name="roomId">The room.</param>
    /// <param name="upTo">What is newer is not read.</param>
    public Task MarkAsync(string accountId, string roomId, DateTimeOffset upTo)
    {
        var mark = new Mark(new ReadRoom(accountId, roomId, upTo), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_gate)
        {
            _waiting.Enqueue(mark);
            if (_writing.IsCompleted)
                _writing = Task.Run(WriteAsync);
        }

        return mark.Done.Task;
    }

    /// <summary>Never fails.</summary>
    private async Task WriteAsync()
    {
        while (Take() is { Length: > 0 } some)
        {
            try
            {
                var changed = await store.MarkRoomsReadAsync(Array.ConvertAll(some, static one => one.Read), time.GetStoredUtcNow(), CancellationToken.None);
                foreach (var one in some)
                    one.Done.SetResult();
                await connected.TellCountsAsync(changed, CancellationToken.None);
            }
            catch (Exception exception)
            {
                // The rooms say so; the people mark it themselves.
                foreach (var one in some)
                    one.Done.TrySetException(exception);
            }
        }
    }

    /// <summary>What is next; whoever comes after nothing was left begins anew.</summary>
    private Mark[] Take()
    {
        lock (_gate)
        {
            Mark[] some = [.. _waiting.Take(MaxAtOnce)];
            for (var i = 0; i < some.Length; i++)
                _waiting.Dequeue();
            if (some.Length == 0)
                _writing = Task.CompletedTask;
            return some;
        }
    }

    private sealed record Mark(ReadRoom Read, TaskCompletionSource Done);
}
