using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Chat;
using Nusaloka.Grains.Chat;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Chat;

/// <summary>Two silos in which people may write as fast as they can, and people with accounts. A class fixture.</summary>
public sealed class ChatCluster : IAsyncLifetime
{
    internal GrainCluster Cluster { get; } = new(static host => host.Services.PostConfigure<ChatOptions>(
        static options => (options.MessagesPerSecond, options.MessageBurst) = (1_000_000, 1_000_000)));

    public PostgresDatabase Database => Cluster.Database;

    public Task InitializeAsync() => Cluster.InitializeAsync();

    public Task DisposeAsync() => Cluster.DisposeAsync();

    internal IChatRoomGrain Room(string id) => Cluster.Grain<IChatRoomGrain>(id);

    internal IConversationsGrain Conversations(string account) => Cluster.Grain<IConversationsGrain>(account);

    /// <summary>Somebody with an account.</summary>
    internal async Task<string> PersonAsync()
    {
        var id = GrainCluster.NewId();
        Assert.True((await Cluster.Account(id).RegisterAsync(Cluster.NewPerson())).IsSuccess);
        return id;
    }

    /// <summary>So many people with accounts.</summary>
    internal async Task<string[]> PeopleAsync(int count) => await Task.WhenAll(Enumerable.Range(0, count).Select(_ => PersonAsync()));

    /// <summary>A direct room of two.</summary>
    internal async Task<IChatRoomGrain> DirectAsync(string one, string other)
    {
        var room = Room(RoomIds.Direct(one, other));
        Assert.True((await room.OpenAsync(new OpenRoom(RoomKind.Direct, one, [other]))).IsSuccess);
        return room;
    }

    /// <summary>A group that the first of them owns.</summary>
    internal async Task<IChatRoomGrain> GroupAsync(params string[] people)
    {
        var room = Room(RoomIds.Group(people[0], NewName()));
        var opened = await room.OpenAsync(new OpenRoom(RoomKind.Group, people[0], [.. people[1..]], "Jalan-jalan"));
        Assert.True(opened.IsSuccess, opened.Error?.Detail);
        return room;
    }

    /// <summary>A name that no other message has.</summary>
    internal static string NewName() => GrainCluster.NewId();

    /// <summary>What a room's table says: numbers without gaps, and rows that agree with the room's.</summary>
    internal async Task AssertWholeAsync()
    {
        Assert.Equal(0, await Database.ScalarAsync<long>(
            "select count(*) from (select seq, row_number() over (partition by room_id order by seq) as n from chat_event) e where seq <> n"));
        Assert.Equal(0, await Database.ScalarAsync<long>("""
            select count(*) from chat_room r
            where r.last_seq <> (select coalesce(max(seq), 0) from chat_event e where e.room_id = r.id)
               or r.message_count <> (select count(*) from chat_event e where e.room_id = r.id and e.kind = 1)
            """));
        Assert.Equal(0, await Database.ScalarAsync<long>("""
            select count(*) from (
                select message_count, count(*) filter (where kind = 1) over (partition by room_id order by seq) as n from chat_event) e
            where message_count <> n
            """));
    }
}
