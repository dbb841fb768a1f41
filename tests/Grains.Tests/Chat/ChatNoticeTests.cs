using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Chat;
using Nusaloka.Grains.Bookings;
using Nusaloka.Grains.Chat;
using Nusaloka.Grains.State;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Grains.Tests.Notifications;
using Nusaloka.Notifications;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Chat;

/// <summary>Who was not there is told that something was said, and of bookings come rooms.</summary>
public sealed class ChatNoticeTests : IAsyncLifetime
{
    private const string Hook = "https://hook.contoh.id/a";

    private static readonly PageRequest Page = new(50, null);

    private readonly HeldSender _hooks = new();
    private readonly GrainCluster _cluster;

    public ChatNoticeTests() => _cluster = new GrainCluster(host =>
    {
        host.Services.PostConfigure<ChatOptions>(static options => (options.NoticeSeconds, options.MessagesPerSecond) = (3, 1_000));
        _hooks.Replace(host);
    });

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task WhatIsUnread_IsToldOnceForARoomUntilItIsRead_AndOnceOnEachChannel()
    {
        var (siti, budi) = (await PersonAsync(), await PersonAsync());
        await _cluster.HookAsync(budi, Hook, NotificationCategory.Chat);
        var room = await DirectAsync(siti, budi);

        await SendAsync(room, siti, "halo");
        var told = await _cluster.ToldAsync(budi, "chat.message");
        Assert.Equal(("Pesan baru dari Siti Aminah", $"/rooms/{room.GetPrimaryKeyString()}"), (told.Title, told.Link));
        await SendAsync(room, siti, "ada?");
        // The mention is told by the look that sees the second message, too.
        var mention = await SendAsync(room, siti, $"@{budi} ada?");
        Assert.Equal("Siti Aminah menyebut Anda", (await _cluster.ToldAsync(budi, "chat.mentioned")).Title);
        Assert.Equal(["chat.mentioned", "chat.message"], await KindsAsync(budi));

        Assert.True((await room.MarkReadAsync(budi, mention.Seq)).IsSuccess);
        await Eventually.EqualAsync("the mark to be stored", mention.Seq, () => _cluster.Database.ScalarAsync<long>(
            "select read_seq from chat_member where room_id = $1 and account_id = $2", Guid.Parse(room.GetPrimaryKeyString()), Guid.Parse(budi)));
        await SendAsync(room, siti, "sampai besok");

        await Eventually.EqualAsync("a second notification of the room", 3, async () => (await KindsAsync(budi)).Length);
        await Eventually.EqualAsync("one request for each", 3, () => Task.FromResult(_hooks.Sent.Count));
        Assert.Equal(3, _hooks.Sent.Select(static one => one.Newest.Id).Distinct().Count());
        Assert.Empty(await KindsAsync(siti));
    }

    [Fact]
    public async Task Mentions_BreakThroughQuietRooms_ReachMembersAlone_AndNobodyWhoHasBlockedTheSender()
    {
        var (siti, quiet, other, blocker, stranger) = (await PersonAsync(), await PersonAsync(), await PersonAsync(), await PersonAsync(), await PersonAsync());
        var group = _cluster.Grain<IChatRoomGrain>(RoomIds.Group(siti, "k"));
        Assert.True((await group.OpenAsync(new OpenRoom(RoomKind.Group, siti, [quiet, other, blocker], "Bromo"))).IsSuccess);
        Assert.True((await group.ChangeOwnSettingsAsync(new ChangeOwnSettings(quiet, TimeSpan.FromDays(1), null))).IsSuccess);
        var direct = await DirectAsync(blocker, siti);
        Assert.True((await direct.ChangeOwnSettingsAsync(new ChangeOwnSettings(blocker, null, IsBlocked: true))).IsSuccess);

        await SendAsync(group, siti, $"@{quiet} @{blocker} @{stranger} @{siti} jam 8");

        Assert.Equal("Pesan baru dari Bromo", (await _cluster.ToldAsync(other, "chat.message")).Title);
        await _cluster.ToldAsync(quiet, "chat.mentioned");
        Assert.Equal(["chat.mentioned"], await KindsAsync(quiet));
        foreach (var nobody in new[] { siti, blocker, stranger })
            Assert.Empty(await KindsAsync(nobody));
    }

    [Fact]
    public async Task WhatWasReadMeanwhile_IsNotTold()
    {
        var (siti, here, elsewhere, room) = (await PersonAsync(), await PersonAsync(), await PersonAsync(), Guid.Parse(GrainCluster.NewId()));
        // Rows alone: nobody else looks at this room.
        await _cluster.Database.ExecuteAsync(
            """
            insert into chat_room (id, kind, title, created_at, epoch, active_at, last_seq) values ($1, 2, 'Bromo', now(), gen_random_uuid(), now(), 2);
            """, room);
        await _cluster.Database.ExecuteAsync(
            "insert into chat_member (room_id, account_id, role, joined_at, read_seq, read_messages) select $1, m.id, 0, now(), m.read, 0 from unnest($2, $3) m (id, read)",
            room, new[] { Guid.Parse(siti), Guid.Parse(here), Guid.Parse(elsewhere) }, new long[] { 2, 2, 1 });
        await _cluster.Database.ExecuteAsync(
            "insert into chat_event (room_id, seq, kind, actor_id, at, message_count, type, body) select $1, n, 1, $2, now(), n, 1, $3 from generate_series(1, 2) n",
            room, Guid.Parse(siti), $"@{here} @{elsewhere} halo");
        var notices = _cluster.Silos.GetSiloServiceProvider().GetRequiredService<ChatNotices>();

        Assert.Equal(2, await notices.TellAsync(room.ToString(), 0, CancellationToken.None));
        Assert.Equal(2, await notices.TellAsync(room.ToString(), 0, CancellationToken.None));

        Assert.Equal(["chat.mentioned"], await KindsAsync(elsewhere));
        Assert.Empty(await KindsAsync(here));
        Assert.Empty(await KindsAsync(siti));
    }

    [Fact]
    public async Task Mentions_AmongMoreMessagesThanOneLookReads_AreAllTold()
    {
        var (siti, budi, room) = (await PersonAsync(), await PersonAsync(), Guid.Parse(GrainCluster.NewId()));
        await _cluster.Database.ExecuteAsync(
            "insert into chat_room (id, kind, title, created_at, epoch, active_at, last_seq) values ($1, 2, 'Bromo', now(), gen_random_uuid(), now(), 1500)", room);
        await _cluster.Database.ExecuteAsync(
            "insert into chat_member (room_id, account_id, role, joined_at, read_seq, read_messages) select $1, id, 0, now(), 0, 0 from unnest($2) id",
            room, new[] { Guid.Parse(siti), Guid.Parse(budi) });
        await _cluster.Database.ExecuteAsync(
            """
            insert into chat_event (room_id, seq, kind, actor_id, at, message_count, type, body)
            select $1, n, 1, $2, now(), n, 1, case when n in (3, 450, 1499) then $3 else 'surel saya a@b.id' end from generate_series(1, 1500) n
            """, room, Guid.Parse(siti), $"@{budi} halo");
        var notices = _cluster.Silos.GetSiloServiceProvider().GetRequiredService<ChatNotices>();

        Assert.Equal(1_500, await notices.TellAsync(room.ToString(), 0, CancellationToken.None));

        Assert.Equal(["chat.mentioned", "chat.mentioned", "chat.mentioned"], await KindsAsync(budi));
    }

    [Fact]
    public async Task WhatTheRoomHasAtHand_IsToldWithoutALookIntoTheHistory()
    {
        var (siti, budi, tono) = (await PersonAsync(), await PersonAsync(), await PersonAsync());
        var group = _cluster.Grain<IChatRoomGrain>(RoomIds.Group(siti, "k"));
        Assert.True((await group.OpenAsync(new OpenRoom(RoomKind.Group, siti, [budi, tono], "Bromo"))).IsSuccess);
        await SendAsync(group, siti, "halo");
        await SendAsync(group, siti, $"@{budi} jam 8");
        var notices = _cluster.Silos.GetSiloServiceProvider().GetRequiredService<ChatNotices>();

        await _cluster.Database.ExecuteAsync("alter table chat_event rename to chat_event_away");
        try
        {
            await notices.TellAsync(group.GetPrimaryKeyString(), 0, CancellationToken.None);
        }
        finally
        {
            await _cluster.Database.ExecuteAsync("alter table chat_event_away rename to chat_event");
        }

        Assert.Equal(["chat.mentioned"], await KindsAsync(budi));
        Assert.Equal(["chat.message"], await KindsAsync(tono));
        Assert.Equal("Siti Aminah menyebut Anda", (await _cluster.ToldAsync(budi, "chat.mentioned")).Title);
    }

    [Fact]
    public async Task Reading_MarksWhatToldOfTheRoomAsRead_AndNothingOfOthers()
    {
        var (siti, tono, budi) = (await PersonAsync(), await PersonAsync(), await PersonAsync());
        var (room, other) = (await DirectAsync(siti, budi), await DirectAsync(tono, budi));
        await SendAsync(other, tono, "halo");
        var elsewhere = await _cluster.ToldAsync(budi, "chat.message");
        var first = await SendAsync(room, siti, "halo");
        var told = await UnreadOfAsync(budi, room, "chat.message");
        var second = await SendAsync(room, siti, $"@{budi} ada?");
        var mention = await UnreadOfAsync(budi, room, "chat.mentioned");

        Assert.True((await room.MarkReadAsync(budi, first.Seq)).IsSuccess);
        Assert.False(await IsReadAsync(budi, told));
        Assert.True((await room.MarkReadAsync(budi, second.Seq)).IsSuccess);
        await Eventually.TrueAsync("the notice is read", async () => await IsReadAsync(budi, told));
        await Eventually.TrueAsync("the mention is read", async () => await IsReadAsync(budi, mention));

        await Eventually.EqualAsync("only the other room is unread", elsewhere.Id, async () =>
            string.Join(' ', (await _cluster.Inbox(budi).ListAsync(true, Page)).Value!.Items.Select(static one => one.Id)));
    }

    [Fact]
    public async Task ClosedAccount_IsNamedNoMoreInWhatOthersWereTold()
    {
        var (siti, budi) = (await PersonAsync(), await PersonAsync());
        await SendAsync(await DirectAsync(siti, budi), siti, "halo");
        await _cluster.ToldAsync(budi, "chat.message");

        Assert.True((await _cluster.Account(siti).CloseAsync()).IsSuccess);

        await Eventually.TrueAsync("the name to go", async () =>
            !(await _cluster.ToldAsync(budi, "chat.message")).Title.Contains("Siti", StringComparison.Ordinal));
        Assert.Equal(0L, await _cluster.Database.ScalarAsync<long>("select count(*) from notification where variables::text like '%' || $1 || '%' and kind like 'chat%'", siti));
    }

    [Fact]
    public async Task ABooking_HasARoomFromItsConfirmationUntilAWhileAfterItsEnd()
    {
        var (traveller, guide, booking) = (await PersonAsync(), await PersonAsync(), GrainCluster.NewId());
        var room = _cluster.Grain<IChatRoomGrain>(RoomIds.Booking(booking));
        var changed = new BookingChanged(booking, traveller, guide, "t", "d", 2, Money.Rupiah(0), null, _cluster.Time.GetStoredUtcNow());

        await HandleAsync(BookingChanged.ConfirmedType, changed);
        await HandleAsync(BookingChanged.ConfirmedType, changed);
        Assert.Equal(2, (await room.GetAsync(new RoomCaller(guide))).Value!.MemberCount);
        await SendAsync(room, guide, "kumpul jam 5");
        await HandleAsync(BookingChanged.CompletedType, changed);
        await SendAsync(room, traveller, "terima kasih");
        var closesAt = (await room.GetAsync(new RoomCaller(traveller))).Value!.ClosesAt;
        _cluster.Time.Advance(TimeSpan.FromDays(15));

        Assert.Equal(ChatErrors.RoomClosed, (await room.SendAsync(new SendMessage(traveller, MessageContent.Of("lagi")))).Error);
        Assert.Equal(2, (await room.GetHistoryAsync(new HistoryQuery(new RoomCaller(traveller), null, null, 10))).Value!.Messages.Length);
        Assert.Equal(closesAt!.Value.UtcDateTime, await _cluster.Database.ScalarAsync<DateTime>("select closes_at from chat_room where id = $1", Guid.Parse(RoomIds.Booking(booking))));
        // One that was never confirmed has no room to close, and one of which somebody has gone is opened for nobody.
        await HandleAsync(BookingChanged.CancelledType, changed with { BookingId = GrainCluster.NewId() });
        await HandleAsync(BookingChanged.ConfirmedType, changed with { BookingId = GrainCluster.NewId(), GuideId = GrainCluster.NewId() });
        Assert.Equal(1L, await _cluster.Database.ScalarAsync<long>("select count(*) from chat_room"));
    }

    private Task HandleAsync(string type, BookingChanged changed) => _cluster.Silos.GetSiloServiceProvider().GetRequiredService<BookingRooms>()
        .HandleAsync(changed, new EventContext(Guid.Empty, type, "booking", changed.BookingId, 1, changed.At, 1), CancellationToken.None);

    private async Task<string> PersonAsync()
    {
        var id = GrainCluster.NewId();
        Assert.True((await _cluster.Account(id).RegisterAsync(_cluster.NewPerson())).IsSuccess);
        return id;
    }

    private async Task<IChatRoomGrain> DirectAsync(string one, string other)
    {
        var room = _cluster.Grain<IChatRoomGrain>(RoomIds.Direct(one, other));
        Assert.True((await room.OpenAsync(new OpenRoom(RoomKind.Direct, one, [other]))).IsSuccess);
        return room;
    }

    private async Task<string[]> KindsAsync(string account) =>
        [.. (await _cluster.Inbox(account).ListAsync(false, Page)).Value!.Items.Select(static one => one.Kind).Where(static kind => kind.StartsWith("chat", StringComparison.Ordinal)).Order()];

    /// <summary>Waits until somebody was told of a room; answers by what.</summary>
    private async Task<string> UnreadOfAsync(string account, IChatRoomGrain room, string kind)
    {
        string? found = null;
        await Eventually.TrueAsync($"{kind} of the room", async () => (found = (await _cluster.Inbox(account).ListAsync(true, Page)).Value!.Items
            .FirstOrDefault(one => one.Kind == kind && one.Link == $"/rooms/{room.GetPrimaryKeyString()}")?.Id) is not null);
        return found!;
    }

    private async Task<bool> IsReadAsync(string account, string notification) =>
        (await _cluster.Inbox(account).GetAsync(Guid.Parse(notification))).Value!.ReadAt is not null;

    private static async Task<ChatMessage> SendAsync(IChatRoomGrain room, string sender, string text)
    {
        var sent = await room.SendAsync(new SendMessage(sender, MessageContent.Of(text)));
        Assert.True(sent.IsSuccess, sent.Error?.Detail);
        return sent.Value.Message;
    }
}
