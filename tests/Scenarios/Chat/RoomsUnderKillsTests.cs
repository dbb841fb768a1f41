using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;
using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Cluster;
using Nusaloka.Scenarios.Harness;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Chat;

/// <summary>
/// Twenty phones in ten rooms over raw WebSockets, while each silo and each API is killed and comes back: nothing acknowledged is lost, nothing is
/// doubled, nothing is out of order.
/// </summary>
public sealed class RoomsUnderKillsTests(ITestOutputHelper output)
{
    private const int People = 20;
    private const int Rooms = 10;
    private const int FewestInARoom = 6;
    private const int LeastOfEach = 10;
    private const int BetweenKills = 3 * People;

    /// <summary>The machine may be busy with something else.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task TwentyPhones_KillsOfAllSilosAndApis_LoseDoubleAndReorderNothing()
    {
        var random = Seed.Draw(output, out var seed);
        await using var servers = await ClusterServers.StartAsync(new ClusterSetup { Silos = 2, Apis = 2 });
        await using var cluster = new ClusterProcesses(
            servers.PostgresConnection, servers.RedisConfiguration, $"scenario-{RandomNumberGenerator.GetHexString(8, lowercase: true)}",
            ("NUSALOKA_CHAT__MESSAGES_PER_SECOND", "1000"), ("NUSALOKA_CHAT__MESSAGE_BURST", "1000"));
        var phones = new List<Phone>();
        try
        {
            await cluster.StartAsync(silos: 2, apis: 2);
            phones.AddRange(await PreparePhonesAsync(cluster, random));
            var story = KillAllAsync(cluster, phones, random);
            await Task.WhenAll(phones.Select(phone => phone.WriteAsync(LeastOfEach, story)));
            await story;

            var stored = await ReadAsync(servers.Database);
            var last = stored.ToDictionary(static room => room.Key, static room => (long)room.Value.Length, StringComparer.Ordinal);
            await Task.WhenAll(phones.Select(phone => phone.ListenAsync(last)));
            Findings.AssertNone(ChatChecker.Check([.. phones.SelectMany(static phone => phone.Acknowledged)], stored, phones.SelectMany(static phone => phone.Logs)));
        }
        catch
        {
            output.WriteLine($"Seed {seed}.");
            foreach (var trouble in phones.SelectMany(static phone => phone.Troubles).CountBy(static trouble => trouble).OrderByDescending(static one => one.Value).Take(20))
                output.WriteLine($"{trouble.Value} times {trouble.Key}");
            foreach (var process in cluster.All)
                output.WriteLine($"--- {process.Name}\n{process.Log}");
            throw;
        }
        finally
        {
            foreach (var phone in phones)
                await phone.DisposeAsync();
        }

        output.WriteLine(
            $"{phones.Sum(static phone => phone.Acknowledged.Count)} messages, {phones.Sum(static phone => phone.Logs.Sum(static log => log.Events.Count))} heard, "
            + $"{phones.Sum(static phone => phone.Connections)} connections of {People} phones.");
    }

    /// <summary>Kills each process once, in any order; the next when people have written a while since it is back.</summary>
    private static async Task KillAllAsync(ClusterProcesses cluster, IReadOnlyList<Phone> phones, Random random)
    {
        NusalokaProcess[] victims = [.. cluster.All];
        random.Shuffle(victims);
        foreach (var victim in victims)
        {
            await MoreAsync(phones);
            await victim.KillAsync();
            await victim.StartAsync();
        }

        await MoreAsync(phones);
    }

    private static Task MoreAsync(IReadOnlyList<Phone> phones)
    {
        var enough = Count() + BetweenKills;
        return Eventually.TrueAsync($"{enough} messages", () => Count() >= enough, () => $"{Count()}", Patience);

        int Count() => phones.Sum(static phone => phone.Acknowledged.Count);
    }

    private static async Task<Phone[]> PreparePhonesAsync(ClusterProcesses cluster, Random random)
    {
        var people = new Person[People];
        using var client = new NusalokaClient(cluster.Apis[0].Address);
        await Parallel.ForAsync(0, People, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) =>
            people[i] = await client.LogInAsync(await client.RegisterAsync($"Orang {i}", $"orang{i}@contoh.id", $"kata sandi {i} yang panjang")));

        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = cluster.Apis[0].Address };
        var epochs = Enumerable.Range(0, People).Select(static _ => new Dictionary<string, string>(StringComparer.Ordinal)).ToArray();
        for (var room = 0; room < Rooms; room++)
        {
            int[] members = [.. Enumerable.Range(0, People)];
            random.Shuffle(members);
            // Everybody is in two rooms at least: the one of their number, and that of who is ten further.
            members = [.. members.Take(random.Next(FewestInARoom, People)).Union([room, room + Rooms]).Order()];
            var (id, epoch) = await OpenAsync(http, people[members[0]], $"Kita {room}", [.. members.Skip(1).Select(member => people[member].Id)]);
            foreach (var member in members)
                epochs[member].Add(id, epoch);
        }

        Uri[] apis = [.. cluster.Apis.Select(static api => api.Address)];
        return [.. people.Select((person, i) => new Phone(person, apis, epochs[i], random.Next()))];
    }

    private static async Task<(string Id, string Epoch)> OpenAsync(HttpClient http, Person owner, string title, string[] others)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/rooms")
        {
            Content = JsonContent.Create(new { kind = "group", title, member_ids = others }),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", owner.Token) },
        };
        using var response = await http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode}: {body}");
        var room = JsonSerializer.Deserialize<JsonElement>(body);
        return (room.GetProperty("id").GetString() ?? "", room.GetProperty("epoch").GetString() ?? "");
    }

    /// <summary>What is in the database, by room.</summary>
    private static async Task<Dictionary<string, SeenEvent[]>> ReadAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(
            "select room_id::text, seq, actor_id::text, client_id, body, kind = 1 from chat_event order by room_id, seq");
        await using var reader = await command.ExecuteReaderAsync();
        var events = new List<(string Room, SeenEvent Event)>();
        while (await reader.ReadAsync())
        {
            var isMessage = reader.GetBoolean(5);
            events.Add((reader.GetString(0), isMessage
                ? new SeenEvent(reader.GetInt64(1), reader.GetString(2), reader.GetString(3), reader.GetString(4))
                : new SeenEvent(reader.GetInt64(1), null, null, null)));
        }

        return events.GroupBy(static one => one.Room).ToDictionary(static room => room.Key, static room => room.Select(static one => one.Event).ToArray(), StringComparer.Ordinal);
    }
}
