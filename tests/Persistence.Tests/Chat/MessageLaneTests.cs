using Npgsql;
using Nusaloka.Chat;
using Nusaloka.Persistence.Chat;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Testing;

namespace Nusaloka.Persistence.Tests.Chat;

/// <summary>What goes wrong between rooms and PostgreSQL: a write is stored once, and its answer says so, or it is not stored.</summary>
public sealed class MessageLaneTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private static readonly DateTimeOffset At = new(2026, 1, 6, 8, 0, 0, TimeSpan.Zero);
    private static readonly string Siti = Guid.CreateVersion7(At).ToString();
    private static long _lastWriteId;

    [Fact]
    public async Task Write_ManyRoomsAtOnce_AreEachWhole()
    {
        await using var host = new PersistenceHost(database);
        var lane = host.Get<IMessageLane>();
        var rooms = await RoomsAsync(30);

        var outcomes = await Task.WhenAll(rooms.Select(room => lane.WriteAsync(Write(room, 0, ["a", "b", "c"]))));
        var second = await Task.WhenAll(rooms.Select(room => lane.WriteAsync(Write(room, 3, ["d"], version: 1))));

        Assert.All(outcomes.Concat(second), static outcome => Assert.Equal(RoomWriteOutcome.Written, outcome));
        foreach (var room in rooms)
            Assert.Equal(["a", "b", "c", "d"], await BodiesAsync(room));
    }

    [Fact]
    public async Task Write_OnAnOldVersion_IsFencedAndLeavesNothing()
    {
        await using var host = new PersistenceHost(database);
        var lane = host.Get<IMessageLane>();
        var rooms = await RoomsAsync(2);
        await lane.WriteAsync(Write(rooms[0], 0, ["a"]));

        var late = lane.WriteAsync(Write(rooms[0], 0, ["late"]));
        var other = lane.WriteAsync(Write(rooms[1], 0, ["b"]));

        Assert.Equal(RoomWriteOutcome.Fenced, await late);
        Assert.Equal(RoomWriteOutcome.Written, await other);
        Assert.Equal(["a"], await BodiesAsync(rooms[0]));
        Assert.Equal(["b"], await BodiesAsync(rooms[1]));
    }

    [Fact]
    public async Task Write_AfterSomebodyElseHasOnlyTouchedTheRoom_IsFencedToo()
    {
        await using var host = new PersistenceHost(database);
        var lane = host.Get<IMessageLane>();
        var room = (await RoomsAsync(1))[0];
        await lane.WriteAsync(Write(room, 0, ["a"]));
        await database.ExecuteAsync("update chat_room set version = version + 1 where id = $1", room);

        Assert.Equal(RoomWriteOutcome.Fenced, await lane.WriteAsync(Write(room, 1, ["b"], version: 1)));
        Assert.Equal(["a"], await BodiesAsync(room));
    }

    [Fact]
    public async Task Write_WithAMessageThatWasSent_IsRepeatedAndLeavesNothing()
    {
        await using var host = new PersistenceHost(database);
        var lane = host.Get<IMessageLane>();
        var room = (await RoomsAsync(1))[0];
        await lane.WriteAsync(Write(room, 0, ["a"], names: "n"));

        Assert.Equal(RoomWriteOutcome.Repeated, await lane.WriteAsync(Write(room, 1, ["b", "a"], version: 1, names: "n")));
        Assert.Equal(RoomWriteOutcome.Written, await lane.WriteAsync(Write(room, 1, ["b"], version: 1)));

        Assert.Equal(["a", "b"], await BodiesAsync(room));
    }

    [Fact]
    public async Task Connection_CutAfterTheCommit_IsFoundDone()
    {
        await using var proxy = new PostgresProxy(database.ConnectionString);
        await using var host = new PersistenceHost(database, options => options.ConnectionString = proxy.ConnectionString);
        var lane = host.Get<IMessageLane>();
        var rooms = await RoomsAsync(6);
        await lane.WriteAsync(Write(rooms[5], 0, ["connects"]));

        proxy.SwallowReplies();
        var first = lane.WriteAsync(Write(rooms[0], 0, ["a"], names: "n"));
        await Eventually.TrueAsync("the commit", async () => (await BodiesAsync(rooms[0])).Count == 1);
        Assert.False(first.IsCompleted);
        var others = rooms[1..5].Select(room => lane.WriteAsync(Write(room, 0, ["a"]))).ToList();
        proxy.Cut();

        Assert.Equal(RoomWriteOutcome.Written, await first);
        Assert.All(await Task.WhenAll(others), static outcome => Assert.Equal(RoomWriteOutcome.Written, outcome));
        Assert.Equal(["a"], await BodiesAsync(rooms[0]));
        Assert.Equal(1, await database.ScalarAsync<long>("select version from chat_room where id = $1", rooms[0]));
    }

    [Fact]
    public async Task Connection_CutBeforeTheCommit_IsDoneByTheNextOne()
    {
        await using var proxy = new PostgresProxy(database.ConnectionString);
        await using var host = new PersistenceHost(database, options => options.ConnectionString = proxy.ConnectionString);
        var lane = host.Get<IMessageLane>();
        var rooms = await RoomsAsync(2);
        await lane.WriteAsync(Write(rooms[1], 0, ["connects"]));

        proxy.SwallowRequests();
        var write = lane.WriteAsync(Write(rooms[0], 0, ["a"]));
        await Eventually.TrueAsync("the batch to be sent", () => proxy.Swallowed > 0);
        proxy.Cut();

        Assert.Equal(RoomWriteOutcome.Written, await write);
        Assert.Equal(["a"], await BodiesAsync(rooms[0]));
    }

    [Fact]
    public async Task News_AreWrittenWithTheRoomOrNotAtAll()
    {
        await using var host = new PersistenceHost(database);
        var lane = host.Get<IMessageLane>();
        var rooms = await RoomsAsync(3);
        await lane.WriteAsync(Write(rooms[1], 0, ["a"]));

        var written = lane.WriteAsync(Write(rooms[0], 0, ["a"]) with { News = News(rooms[0]) });
        var fenced = lane.WriteAsync(Write(rooms[1], 0, ["late"]) with { News = News(rooms[1]) });
        var silent = lane.WriteAsync(Write(rooms[2], 0, ["a"]));

        Assert.Equal((RoomWriteOutcome.Written, RoomWriteOutcome.Fenced, RoomWriteOutcome.Written), (await written, await fenced, await silent));
        Assert.Equal([rooms[0].ToString()], await database.ColumnAsync<string>("select source_id from outbox_event where type = 'chat.test'"));
        Assert.Equal("""{"a": 1}""", await database.ScalarAsync<string>("select payload::text from outbox_event where type = 'chat.test'"));

        static OutboxRow News(Guid room) => new("chat", room.ToString(), 1, 0, "chat.test", "{\"a\":1}"u8.ToArray(), null);
    }

    [Theory]
    [InlineData(PostgresErrorCodes.SerializationFailure)]
    [InlineData(PostgresErrorCodes.DeadlockDetected)]
    public async Task Commit_ThatPostgresGivesUp_IsTriedAgain(string sqlState)
    {
        await using var host = new PersistenceHost(database);
        var lane = host.Get<IMessageLane>();
        var rooms = await RoomsAsync(5);
        // A sequence forgets nothing when a transaction is rolled back.
        var fault = $"fault_{sqlState.ToLowerInvariant()}";
        await database.ExecuteAsync($"""
            create sequence {fault};
            create function {fault}() returns trigger language plpgsql as $$
            begin
                if new.body = '{fault}' and nextval('{fault}') <= 2 then raise exception 'as the test wants' using errcode = '{sqlState}'; end if;
                return new;
            end $$;
            create trigger {fault} before insert on chat_event for each row execute function {fault}()
            """);

        var outcomes = await Task.WhenAll(rooms.Select(room => lane.WriteAsync(Write(room, 0, [fault]))));

        Assert.All(outcomes, static outcome => Assert.Equal(RoomWriteOutcome.Written, outcome));
        Assert.True(await database.ScalarAsync<long>($"select last_value from {fault}") > 2);
    }

    [Fact]
    public async Task Write_ThatPostgresRefuses_FailsAloneAmongMany()
    {
        await using var host = new PersistenceHost(database);
        var lane = host.Get<IMessageLane>();
        var rooms = await RoomsAsync(9);

        var writes = rooms.Select((room, i) => lane.WriteAsync(Write(room, 0, [i == 4 ? "no\0text" : "a"]))).ToArray();

        await Assert.ThrowsAnyAsync<Exception>(() => writes[4]);
        for (var i = 0; i < rooms.Length; i++)
        {
            if (i != 4)
                Assert.Equal(RoomWriteOutcome.Written, await writes[i]);
            Assert.Equal(i == 4 ? 0 : 1, (await BodiesAsync(rooms[i])).Count);
        }
    }

    [Fact]
    public async Task Cursors_OfReaders_NeverGoBack()
    {
        await using var host = new PersistenceHost(database);
        var lane = host.Get<IMessageLane>();
        var room = (await RoomsAsync(1))[0];
        var member = new RoomMember(Siti, RoomRole.Member, At, 0);
        var before = new RoomHead(0, 0, 0, 0, At, "");
        await lane.WriteAsync(new RoomWrite(room, 1, before, before with { Version = 1 }, [], [new MemberRow(member)], []));

        foreach (var seq in new[] { 5L, 9, 7 })
            Assert.Equal(RoomWriteOutcome.Written, await lane.WriteAsync(new RoomWrite(room, 1, before, null, [], [], [new ReadCursor(Guid.Parse(Siti), seq, seq)])));

        Assert.Equal(9, await database.ScalarAsync<long>("select read_seq from chat_member where room_id = $1", room));
        Assert.Equal(1, await database.ScalarAsync<long>("select version from chat_room where id = $1", room));
    }

    private static RoomWrite Write(Guid room, long lastSeq, string[] texts, long version = 0, string? names = null)
    {
        var before = new RoomHead(version, lastSeq, lastSeq, lastSeq, At, "");
        var last = lastSeq + texts.Length;
        return new RoomWrite(
            room, Interlocked.Increment(ref _lastWriteId), before, new RoomHead(version + 1, last, last, last, At, ""),
            [
                .. texts.Select((text, i) => new RoomEvent(lastSeq + 1 + i, RoomEventKind.Message, Siti, At)
                {
                    MessageCount = lastSeq + 1 + i,
                    Content = MessageContent.Of(text),
                    ClientMessageId = names is not null && i == texts.Length - 1 ? names : null,
                }),
            ],
            [], []);
    }

    private Task<IReadOnlyList<string>> BodiesAsync(Guid room) =>
        database.ColumnAsync<string>("select body from chat_event where room_id = $1 order by seq", room);

    private async Task<Guid[]> RoomsAsync(int count)
    {
        var rooms = Enumerable.Range(0, count).Select(static _ => Guid.CreateVersion7(TimeProvider.System.GetUtcNow())).ToArray();
        await database.ExecuteAsync(
            "insert into chat_room (id, kind, title, created_at, epoch, active_at) select id, 2, '', now(), gen_random_uuid(), now() from unnest($1) id", rooms);
        return rooms;
    }
}
