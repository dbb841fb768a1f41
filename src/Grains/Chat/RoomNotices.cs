using Microsoft.Extensions.Logging;
using Nusaloka.Chat;
using Nusaloka.Persistence.Chat;

namespace Nusaloka.Grains.Chat;

/// <summary>
/// Whom a room has told that something is unread, and by what they had read then. Whoever reads on has their notice marked as read, and may be told again.
/// Belongs to one activation and runs on its scheduler.
/// </summary>
internal sealed partial class RoomNotices
{
    private readonly RoomMemory _room;
    private readonly Func<string, DateTimeOffset, Task> _markRead;
    private readonly ILogger _logger;

    /// <summary>How far members had read when they were told last.</summary>
    private readonly Dictionary<string, long> _told = new(StringComparer.Ordinal);

    /// <summary>Members who were not told since they last read.</summary>
    private readonly HashSet<string> _open;

    /// <summary>Members in whose inbox something of the room may be unread.</summary>
    private readonly HashSet<string> _noticed = new(StringComparer.Ordinal);

    private readonly Queue<(string AccountId, DateTimeOffset UpTo)> _read = new();
    private Task _reading = Task.CompletedTask;

    /// <param name="room">The room.</param>
    /// <param name="told">Who was told, and what they had read then.</param>
    /// <param name="markRead">Marks what told an account of the room as read, up to a time.</param>
    /// <param name="logger">For what could not be marked.</param>
    public RoomNotices(RoomMemory room, IEnumerable<ToldMember> told, Func<string, DateTimeOffset, Task> markRead, ILogger logger)
    {
        (_room, _markRead, _logger) = (room, markRead, logger);
        foreach (var one in told)
        {
            if (room.Find(one.AccountId.ToString()) is not { } member)
                continue;
            _told[member.AccountId] = one.ReadSeq;
            if (member.ReadSeq < room.Head.LastSeq)
                _noticed.Add(member.AccountId);
        }

        _open = [.. room.Members.Where(member => !IsTold(member)).Select(static member => member.AccountId)];
    }

    /// <summary>Whether the member was told since they last read.</summary>
    public bool IsTold(RoomMember member) => _told.TryGetValue(member.AccountId, out var seq) && seq == member.ReadSeq;

    /// <summary>Whether there is anybody but the sender of a message who was not told since they last read.</summary>
    public bool HasOpen(string? senderId) => _open.Count > (senderId is not null && _open.Contains(senderId) ? 1 : 0);

    /// <summary>Members have come, changed or gone.</summary>
    public void Changed(IEnumerable<MemberRow> rows)
    {
        foreach (var row in rows)
        {
            var accountId = row.Member.AccountId;
            if (row.IsGone)
            {
                _open.Remove(accountId);
                _told.Remove(accountId);
                if (_noticed.Contains(accountId))
                    ReadAll(accountId, DateTimeOffset.MaxValue);
            }
            else if (_room.Find(accountId) is { } member && !IsTold(member))
            {
                _open.Add(accountId);
            }
        }
    }

    /// <summary>
    /// A member has read on. Their notice is read when there is nothing more: until then it is true, and perhaps the only one that says so, because those who
    /// were told are told nothing of what is said after it.
    /// </summary>
    /// <param name="before">The member as they were.</param>
    /// <param name="seq">How far they have read.</param>
    public void Read(RoomMember before, long seq)
    {
        _open.Add(before.AccountId);
        if (seq >= _room.Head.LastSeq && _noticed.Contains(before.AccountId))
            ReadAll(before.AccountId, _room.Recent.Find(seq)?.At ?? _room.Head.ActiveAt);
    }

    /// <summary>It is durable that a member was told when they had read so far.</summary>
    public void Told(string accountId, long readSeq)
    {
        if (_room.Find(accountId) is not { } member)
            return;
        _noticed.Add(accountId);
        if (member.ReadSeq > readSeq)
        {
            // They have read on while they were told.
            if (member.ReadSeq >= _room.Head.LastSeq)
                ReadAll(accountId, _room.Recent.Find(member.ReadSeq)?.At ?? _room.Head.ActiveAt);
            return;
        }

        _told[accountId] = readSeq;
        if (IsTold(member))
            _open.Remove(accountId);
    }

    private void ReadAll(string accountId, DateTimeOffset upTo)
    {
        _noticed.Remove(accountId);
        _read.Enqueue((accountId, upTo));
        if (_reading.IsCompleted)
            _reading = MarkReadAsync();
    }

    private async Task MarkReadAsync()
    {
        while (_read.TryDequeue(out var one))
        {
            try
            {
                await _markRead(one.AccountId, one.UpTo);
            }
            catch (Exception exception)
            {
                LogNotMarked(exception, _room.Id, one.AccountId);
            }
        }
    }

    [LoggerMessage(EventId = 6692, Level = LogLevel.Warning, Message = "The notice of room {RoomId} in the inbox of {AccountId} could not be marked as read")]
    private partial void LogNotMarked(Exception exception, string roomId, string accountId);
}
