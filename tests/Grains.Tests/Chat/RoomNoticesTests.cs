using Microsoft.Extensions.Logging.Abstractions;
using Nusaloka.Chat;
using Nusaloka.Grains.Chat;
using Nusaloka.Persistence.Chat;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Chat;

/// <summary>Who of a room was told, and whose notices are marked as read.</summary>
public sealed class RoomNoticesTests
{
    private const string Siti = "0199a0c2-0000-7000-8000-000000000001";
    private const string Budi = "0199a0c2-0000-7000-8000-000000000002";

    private static readonly DateTimeOffset At = DateTimeOffset.UnixEpoch;

    /// <summary>Whose notices were marked as read, and up to when.</summary>
    private readonly List<(string AccountId, DateTimeOffset UpTo)> _read = [];

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

        await Eventually.EqualAsync("one inbox is told", 1, () => Task.FromResult(_read.Count));
        Assert.Equal((Budi, At), _read.Single());
        // Everything is read: what comes next is new.
        notices.Read(room.Find(Budi)!, 3);
        Assert.Single(_read);
    }

    /// <summary>Who was told of 2 is not told of 3. When they read 2 alone the notice still says what is so, and nobody else will.</summary>
    [Fact]
    public async Task Read_OfAPart_KeepsTheNoticeUntilAllIsRead()
    {
        var (room, notices) = Room([new ToldMember(Guid.Parse(Budi), 1)]);
        foreach (var seq in new[] { 2L, 3L })
        {
            var before = room.Find(Budi)!;
            room.Read(before, seq, seq);
            notices.Read(before, seq);
            Assert.Equal(seq == 3, _read.Count == 1);
        }

        await Eventually.EqualAsync("the notice is read", 1, () => Task.FromResult(_read.Count));
    }

    [Fact]
    public async Task Told_OfWhoHasReadOnMeanwhile_IsMarkedAsReadAtOnce()
    {
        var (room, notices) = Room([]);
        room.Read(room.Find(Budi)!, 3, 3);

        notices.Told(Budi, 1);

        await Eventually.EqualAsync("the notice is read", 1, () => Task.FromResult(_read.Count));
        Assert.True(notices.HasOpen(Siti));
    }

    private (RoomMemory Room, RoomNotices Notices) Room(ToldMember[] told)
    {
        var members = new[] { Siti, Budi }.Select(static id => new RoomMember(id, RoomRole.Member, At, 1) { ReadMessages = 1 }).ToArray();
        RoomEvent[] events = [.. Enumerable.Range(1, 3).Select(static n => new RoomEvent(n, RoomEventKind.Message, Siti, At) { MessageCount = n, Content = MessageContent.Of("halo") })];
        var room = new RoomMemory(new StoredRoom(
            Guid.Parse(Siti), RoomKind.Group, null, Guid.Parse(Budi), At, null, new RoomHead(1, 3, 3, 3, At, "Bromo"), members, events, [], told));
        return (room, new RoomNotices(room, told, Mark, NullLogger.Instance));
    }

    private Task Mark(string accountId, DateTimeOffset upTo)
    {
        _read.Add((accountId, upTo));
        return Task.CompletedTask;
    }
}
