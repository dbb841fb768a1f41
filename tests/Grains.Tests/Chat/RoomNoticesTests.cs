using Microsoft.Extensions.Logging.Abstractions;
using Nusaloka.Chat;
using Nusaloka.Grains.Chat;
using Nusaloka.Grains.Notifications;
using Nusaloka.Persistence.Chat;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Chat;

/// <summary>Who of a room was told, and whose notices are marked as read.</summary>
public sealed class RoomNoticesTests
{
    private const string Siti = "0199a0c2-0000-7000-8000-000000000001";
    private const string Budi = "0199a0c2-0000-7000-8000-000000000002";

    private static readonly DateTimeOffset At = DateTimeOffset.UnixEpoch;

    private readonly Inbox _inbox = new();

    [Fact]
    public void HasOpen_WhenAllButTheSenderWereTold_IsFalseUntilOneReadsOn()
    {
        var (room, notices) = Room([]);
        Assert.True(notices.HasOpen(Siti));

        notices.Told(Budi, 1);
        Assert.False(notices.HasOpen(Siti));
        Assert.True(notices.HasOpen(Budi));
        Assert.True(notices.HasOpen(null));
        var before = room.Find(Budi)!;
        room.Read(before, 2, 2);
        notices.Read(before, 2);

        Assert.True(notices.HasOpen(Siti));
        Assert.False(notices.IsTold(room.Find(Budi)!));
    }

    [Fact]
    public async Task Read_OfWhomNobodyTold_AsksNoInbox_AndOfWhoWasTold_Once()
    {
        var (room, notices) = Room([new ToldMember(Guid.Parse(Budi), 1)]);
        Assert.False(notices.HasOpen(Siti));
        foreach (var (account, seq) in new[] { (Siti, 3L), (Budi, 3L) })
        {
            var before = room.Find(account)!;
            room.Read(before, seq, seq);
            notices.Read(before, seq);
        }

        await Eventually.EqualAsync("one inbox is told", 1, () => Task.FromResult(_inbox.Read.Count));
        Assert.Equal(ChatNotices.IdOf(room.Id, Budi, 1), _inbox.Read.Single());
        // Everything is read: what comes next is new.
        notices.Read(room.Find(Budi)!, 3);
        Assert.Single(_inbox.Read);
    }

    [Fact]
    public async Task Told_OfWhoHasReadOnMeanwhile_IsMarkedAsReadAtOnce()
    {
        var (room, notices) = Room([]);
        room.Read(room.Find(Budi)!, 3, 3);

        notices.Told(Budi, 1);

        await Eventually.EqualAsync("the notice is read", 1, () => Task.FromResult(_inbox.Read.Count));
        Assert.True(notices.HasOpen(Siti));
    }

    private (RoomMemory Room, RoomNotices Notices) Room(ToldMember[] told)
    {
        var members = new[] { Siti, Budi }.Select(static id => new RoomMember(id, RoomRole.Member, At, 1) { ReadMessages = 1 }).ToArray();
        RoomEvent[] events = [.. Enumerable.Range(1, 3).Select(static n => new RoomEvent(n, RoomEventKind.Message, Siti, At) { MessageCount = n, Content = MessageContent.Of("halo") })];
        var room = new RoomMemory(new StoredRoom(
            Guid.Parse(Siti), RoomKind.Group, null, Guid.Parse(Budi), At, null, new RoomHead(1, 3, 3, 3, At, "Bromo"), members, events, [], told));
        return (room, new RoomNotices(room, told, _ => _inbox, NullLogger.Instance));
    }

    private sealed class Inbox : IRoomReaderGrain
    {
        public List<Guid> Read { get; } = [];

        public Task ReadRoomAsync(string roomId, Guid noticeId, DateTimeOffset upTo, CancellationToken cancellationToken)
        {
            Read.Add(noticeId);
            return Task.CompletedTask;
        }
    }
}
