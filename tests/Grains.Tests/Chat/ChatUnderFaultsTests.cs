using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Chat;
using Nusaloka.Grains.Chat;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Chat;

/// <summary>
/// People who write, repeat themselves, lose their connection and come back while silos die: nothing acknowledged is lost, doubled or reordered.
/// What they do comes from a seed that is part of each failure's message.
/// </summary>
public sealed class ChatUnderFaultsTests
{
    private const int People = 20;
    private const int Rooms = 10;
    private const int SendsOfEach = 30;

    /// <summary>Orleans takes several missed probes, some seconds apart, to call a silo dead.</summary>
    private static readonly TimeSpan UntilASiloIsDead = TimeSpan.FromMinutes(1);

    private readonly int _seed = int.TryParse(Environment.GetEnvironmentVariable("NUSALOKA_SEED"), out var given) ? given : Random.Shared.Next();
    private readonly ConcurrentBag<Sent> _acknowledged = [];

    [Fact]
    public async Task Rooms_WhileSilosDie_LoseDoubleAndReorderNothing()
    {
        await using var own = new OwnCluster(static host => host.Services.PostConfigure<ChatOptions>(
            static options => (options.MessagesPerSecond, options.MessageBurst) = (1_000_000, 1_000_000)));
        var grains = await own.StartAsync();
        var people = await Task.WhenAll(Enumerable.Range(0, People).Select(async _ =>
        {
            var id = GrainCluster.NewId();
            Assert.True((await grains.Account(id).RegisterAsync(grains.NewPerson())).IsSuccess);
            return id;
        }));
        var random = new Random(_seed);
        var members = Enumerable.Range(0, Rooms).Select(_ => people.OrderBy(_ => random.Next()).Take(random.Next(8, People)).ToArray()).ToArray();
        var rooms = new string[Rooms];
        for (var i = 0; i < Rooms; i++)
        {
            rooms[i] = RoomIds.Group(members[i][0], $"{i}");
            Assert.True((await grains.Grain<IChatRoomGrain>(rooms[i]).OpenAsync(new OpenRoom(RoomKind.Group, members[i][0], [.. members[i][1..]], "Kita"))).IsSuccess);
        }

        var clients = people.Select((person, i) => new Client(this, grains, person, [.. rooms.Where((_, room) => members[room].Contains(person))], _seed + i)).ToArray();
        var killing = KillAsync(grains);
        await Task.WhenAll(clients.Select(static client => client.WriteAsync()));
        await killing;

        await AssertTablesAsync(grains.Database);
        foreach (var client in clients)
            await client.AssertSeesAllAsync(grains.Database);
    }

    private async Task KillAsync(GrainCluster grains)
    {
        for (var kills = 1; kills <= 2; kills++)
        {
            var enough = kills * People * SendsOfEach / 4;
            await Eventually.TrueAsync($"{enough} messages (seed {_seed})", () => _acknowledged.Count >= enough, within: TimeSpan.FromMinutes(3));
            await grains.Silos.KillSiloAsync(grains.Silos.Silos[1]);
            await grains.Silos.StartAdditionalSiloAsync();
        }
    }

    private async Task AssertTablesAsync(PostgresDatabase database)
    {
        Assert.Equal(0, await database.ScalarAsync<long>(
            "select count(*) from (select seq, row_number() over (partition by room_id order by seq) as n from chat_event) e where seq <> n"));
        Assert.Equal(People * SendsOfEach, await database.ScalarAsync<long>("select count(*) from chat_event where kind = 1"));
        Assert.Equal(People * SendsOfEach, _acknowledged.Select(static sent => sent.Name).Distinct().Count());
        foreach (var sent in _acknowledged)
        {
            var seqs = await database.ColumnAsync<long>("select seq from chat_event where room_id = $1 and client_id = $2", Guid.Parse(sent.Room), sent.Name);
            Assert.True(seqs is [var seq] && seq == sent.Seq, $"{sent} is at {string.Join(',', seqs)} (seed {_seed}).");
        }
    }

    private sealed record Sent(string Room, string Sender, int Order, string Name, long Seq);

    /// <summary>Somebody with a phone.</summary>
    private sealed class Client(ChatUnderFaultsTests test, GrainCluster grains, string person, string[] rooms, int seed)
    {
        private readonly Random _random = new(seed);
        private readonly Dictionary<string, (string Epoch, List<long> Seen)> _logs = [];
        private readonly Dictionary<string, long> _lastSent = [];

        public async Task WriteAsync()
        {
            for (var order = 0; order < SendsOfEach; order++)
            {
                var room = rooms[_random.Next(rooms.Length)];
                var command = new SendMessage(person, MessageContent.Of($"{person} {order}"), $"{person} {order}");
                // Sometimes a phone sends twice because it hears nothing.
                var answers = await Task.WhenAll(Enumerable.Range(0, _random.Next(4) == 0 ? 2 : 1).Select(_ => UntilAnsweredAsync(room, command)));
                var seq = Assert.Single(answers.Select(static sent => sent.Message.Seq).Distinct());
                Assert.True(seq > _lastSent.GetValueOrDefault(room), $"Message {order} has number {seq} after {_lastSent.GetValueOrDefault(room)} (seed {test._seed}).");
                _lastSent[room] = seq;
                test._acknowledged.Add(new Sent(room, person, order, $"{person} {order}", seq));
                if (_random.Next(5) == 0)
                    await ReconnectAsync(room);
            }
        }

        /// <summary>After a last resume they have seen each event of their rooms once, in order.</summary>
        public async Task AssertSeesAllAsync(PostgresDatabase database)
        {
            foreach (var room in rooms)
            {
                await ReconnectAsync(room);
                var last = await database.ScalarAsync<long>("select last_seq from chat_room where id = $1", Guid.Parse(room));
                var seen = _logs[room].Seen;
                Assert.True(Enumerable.Range(1, (int)last).Select(static i => (long)i).SequenceEqual(seen), $"{room}: {string.Join(',', seen)} of {last} (seed {test._seed}).");
            }
        }

        private async Task ReconnectAsync(string room)
        {
            if (!_logs.TryGetValue(room, out var log))
            {
                var opened = await RetriedAsync(async () => (await grains.Grain<IChatRoomGrain>(room).GetAsync(new RoomCaller(person))).Value);
                _logs.Add(room, log = (opened.Epoch, []));
            }

            var after = log.Seen.Count == 0 ? 0 : log.Seen[^1];
            var resumed = await RetriedAsync(async () => (await grains.Grain<IChatRoomGrain>(room).ResumeAsync(new RoomCaller(person), after, log.Epoch)).Value);
            Assert.True(resumed.IsRecovered, $"Nothing after {after} (seed {test._seed}).");
            log.Seen.AddRange(resumed.Events.Select(static one => one.Seq));
        }

        private Task<SentMessage> UntilAnsweredAsync(string room, SendMessage command) =>
            RetriedAsync(async () =>
            {
                var sent = await grains.Grain<IChatRoomGrain>(room).SendAsync(command);
                Assert.True(sent.IsSuccess, sent.Error?.Detail);
                return sent.Value;
            });

        private static async Task<T> RetriedAsync<T>(Func<Task<T?>> ask)
            where T : class
        {
            T? answer = null;
            await Eventually.TrueAsync("an answer of the room", async () =>
            {
                try
                {
                    answer = await ask();
                }
                catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
                {
                    // Its silo is gone, or its outcome unknown: the name makes asking again safe.
                }

                return answer is not null;
            }, within: UntilASiloIsDead);
            return answer ?? throw new InvalidOperationException("Unreachable.");
        }
    }
}
