using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Npgsql;
using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Cluster;
using Nusaloka.Scenarios.Harness;
using Nusaloka.Scenarios.Wallets;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Bookings;

/// <summary>Two hundred people want the last five seats, some of them cannot pay, and a silo is killed meanwhile.</summary>
public sealed class LastSeatsTests(ITestOutputHelper output)
{
    private const int Seats = 5;
    private const int Bookings = 200;
    private const int Rich = 12;
    private const int Poor = 4;
    private const long Price = 100_000;
    private const long Money = 1_000_000;
    private const int KillAfter = 40;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly ConcurrentQueue<(string Step, Answer Answer)> _history = new();
    private int _answered;

    [Fact]
    public async Task LastFiveSeats_TwoHundredBookings_KillOfASilo_ExactlyFiveAreConfirmed()
    {
        await using var servers = await ClusterServers.StartAsync(new ClusterSetup { Silos = 2 });
        await using var cluster = new ClusterProcesses(
            servers.PostgresConnection, servers.RedisConfiguration, $"scenario-{RandomNumberGenerator.GetHexString(8, lowercase: true)}",
            ("NUSALOKA_BOOKINGS__HOLD_TIME", "00:00:15"),
            // A few people stand for two hundred, so each of them books many times.
            ("NUSALOKA_BOOKINGS__MAX_UNPAID", "1000"), ("NUSALOKA_BOOKINGS__MAX_UNPAID_OF_DEPARTURE", "1000"), ("NUSALOKA_BOOKINGS__MAX_ABANDONED", "0"));
        await cluster.StartAsync(silos: 2, apis: 1);
        using var client = new NusalokaClient(cluster.Apis[0].Address);
        using var bookings = new BookingClient(cluster.Apis[0].Address);
        var (rich, poor, departure) = await PrepareAsync(client, bookings, servers);
        try
        {
            // Two who cannot pay are first, so that seats come back.
            await Task.WhenAll(poor.Take(2).Select((person, i) => BookAndPayAsync(bookings, person, departure, $"miskin-{i}")));
            var storm = Task.WhenAll(Enumerable.Range(0, Bookings).Select(i => Task.Run(() =>
                BookAndPayAsync(bookings, i % 10 == 0 ? poor[i % Poor] : rich[i % Rich], departure, $"b-{i}"))));
            await Eventually.TrueAsync($"{KillAfter} answers", () => Volatile.Read(ref _answered) >= KillAfter, within: Patience);
            await cluster.Silos[1].KillAsync();
            await storm;
            Assert.All(_history.Where(static one => one.Step == "book" && one.Answer.Status != 201), static one =>
                Assert.True(one.Answer is { Status: 409, Code: "seats_unavailable" }, $"{one.Answer}"));

            // Those who were refused come again until the seats of those who could not pay are theirs.
            var again = 0;
            await Eventually.TrueAsync(
                "all seats to be sold",
                async () =>
                {
                    if (await ConfirmedAsync(servers.Database) == Seats)
                        return true;
                    await BookAndPayAsync(bookings, rich[again % Rich], departure, $"lagi-{again++}");
                    await Pace.PauseAsync(TimeSpan.FromMilliseconds(500));
                    return false;
                },
                within: Patience);
            await AssertSoundAsync(servers.Database, departure);
        }
        catch
        {
            foreach (var group in _history.GroupBy(static one => $"{one.Step}: {one.Answer.Status} {one.Answer.Code}"))
                output.WriteLine($"{group.Count()} times {group.Key}");
            foreach (var process in cluster.All)
                output.WriteLine($"--- {process.Name}\n{process.Log}");
            throw;
        }

        output.WriteLine($"{_history.Count(static one => one.Step == "book")} bookings, {_history.Count(static one => one is { Step: "book", Answer.Status: 201 })} of them held seats.");
    }

    private static async Task<(Person[] Rich, Person[] Poor, string Departure)> PrepareAsync(NusalokaClient client, BookingClient bookings, ClusterServers servers)
    {
        var people = new Person[Rich + Poor + 1];
        await Parallel.ForAsync(0, people.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) =>
        {
            people[i] = await client.LogInAsync(await client.RegisterAsync($"Orang {i}", string.Create(CultureInfo.InvariantCulture, $"orang{i}@contoh.id"), $"kata sandi {i} yang panjang"));
            if (i < Rich)
                (await client.TopUpAsync(people[i], Money, $"modal-{i}")).MustBe(200);
        });
        var guide = people[^1];
        var trip = await bookings.PublishTripAsync(guide, await BookingClient.CreateAdminAsync(client, servers.PostgresConnection), Price);
        return (people[..Rich], people[Rich..^1], await PlantedDeparture.WriteAsync(servers.Database, trip, guide.Id, Seats));
    }

    /// <summary>Books, and pays at once what was got.</summary>
    private async Task BookAndPayAsync(BookingClient bookings, Person person, string departure, string key)
    {
        var booked = await bookings.BookAsync(person, departure, key);
        _history.Enqueue(("book", booked));
        Interlocked.Increment(ref _answered);
        if (booked.Status == 201)
            _history.Enqueue(("pay", await bookings.PayAsync(person, booked.Text("id"), key)));
    }

    private static async Task AssertSoundAsync(NpgsqlDataSource database, string departure)
    {
        await EventuallyAsync(database, "every other booking to be over", 0, "select count(*) from booking where status in (0, 1, 2)");
        await EventuallyAsync(database, "the money of all others to be back", Seats * Price, "select balance from ledger_account where code = 'system:booking_escrow'");
        await EventuallyAsync(database, "all events to be delivered", 0, "select count(*) from outbox_event");
        Assert.Equal(Seats, await ConfirmedAsync(database));
        Assert.Equal(0, await ScalarAsync(database, "select count(*) from outbox_dead_letter"));
        Assert.Equal(0, await ScalarAsync(database, $"select free::bigint from departure where id::text = '{departure}'"));
        Assert.Equal(0, await ScalarAsync(database, "select count(*) from booking where status not in (3, 5, 6, 7)"));
        Findings.AssertNone(LedgerChecker.Check(await LedgerSnapshot.ReadAsync(database), (Rich * Money) - (Seats * Price)));
    }

    private static Task EventuallyAsync(NpgsqlDataSource database, string what, long expected, string sql) =>
        Eventually.EqualAsync(what, expected, () => ScalarAsync(database, sql), Patience);

    private static Task<long> ConfirmedAsync(NpgsqlDataSource database) => ScalarAsync(database, "select count(*) from booking where status = 3");

    private static async Task<long> ScalarAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync() is long value ? value : throw new InvalidOperationException($"No number: {sql}");
    }
}
