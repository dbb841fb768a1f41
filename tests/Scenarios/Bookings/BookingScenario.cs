using System.Globalization;
using System.Security.Cryptography;
using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Cluster;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Bookings;

/// <summary>A cluster of processes with a departure of one trip, and travellers who have money.</summary>
internal sealed class BookingScenario : IAsyncDisposable
{
    /// <summary>What a seat costs. Paid on the sandbox gateway's page, such an amount is taken; canceled there, it arrives all the same two seconds later.</summary>
    public const long Price = 100_410;

    private const int TravellerCount = 4;
    private const long Money = 1_000_000;

    private readonly ITestOutputHelper _output;
    private readonly ClusterServers _servers;
    private readonly NusalokaClient _client;
    private string _trip = "";

    private BookingScenario(ITestOutputHelper output, ClusterServers servers, ClusterProcesses cluster)
    {
        (_output, _servers, Cluster) = (output, servers, cluster);
        _client = new NusalokaClient(cluster.Apis[0].Address);
        Bookings = new BookingClient(cluster.Apis[0].Address);
    }

    public ClusterProcesses Cluster { get; }

    public BookingClient Bookings { get; }

    public Person Guide { get; private set; } = new("", "", "");

    public IReadOnlyList<Person> Travellers { get; private set; } = [];

    public string Departure { get; private set; } = "";

    public BookingBooks Books => new(_servers.Database, TravellerCount * Money);

    /// <summary>Starts two silos and an API.</summary>
    /// <param name="output">Gets the ends of the processes' logs.</param>
    /// <param name="seats">What the departure has.</param>
    /// <param name="holdSeconds">How long a seat is held for its payer.</param>
    public static async Task<BookingScenario> StartAsync(ITestOutputHelper output, int seats, int holdSeconds)
    {
        var servers = await ClusterServers.StartAsync(new ClusterSetup { Silos = 2 });
        var cluster = new ClusterProcesses(
            servers.PostgresConnection, servers.RedisConfiguration, $"scenario-{RandomNumberGenerator.GetHexString(8, lowercase: true)}",
            ("NUSALOKA_BOOKINGS__HOLD_TIME", TimeSpan.FromSeconds(holdSeconds).ToString("c", CultureInfo.InvariantCulture)),
            // A few people stand for many, so each of them books many times.
            ("NUSALOKA_BOOKINGS__MAX_UNPAID", "1000"), ("NUSALOKA_BOOKINGS__MAX_UNPAID_OF_DEPARTURE", "1000"), ("NUSALOKA_BOOKINGS__MAX_ABANDONED", "0"));
        try
        {
            await cluster.StartAsync(silos: 2, apis: 1);
            var scenario = new BookingScenario(output, servers, cluster);
            await scenario.PrepareAsync(seats);
            return scenario;
        }
        catch
        {
            Tell(output, cluster);
            await cluster.DisposeAsync();
            await servers.DisposeAsync();
            throw;
        }
    }

    /// <summary>A traveller for each number.</summary>
    public Person Traveller(int number) => Travellers[number % Travellers.Count];

    /// <summary>One more departure of the trip.</summary>
    /// <returns>Its id.</returns>
    public Task<string> PlantAsync(int seats) => PlantedDeparture.WriteAsync(_servers.Database, _trip, Guide.Id, seats);

    /// <summary>Books one seat after the other, each by the next traveller.</summary>
    /// <returns>The bookings as they were answered.</returns>
    public async Task<Answer[]> BookAsync(int count)
    {
        var booked = new Answer[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) =>
            booked[i] = (await Bookings.BookAsync(Traveller(i), Departure, $"pesan-{i}")).MustBe(201));
        return booked;
    }

    public async ValueTask DisposeAsync()
    {
        Tell(_output, Cluster);
        _client.Dispose();
        Bookings.Dispose();
        await Cluster.DisposeAsync();
        await _servers.DisposeAsync();
    }

    private static void Tell(ITestOutputHelper output, ClusterProcesses cluster)
    {
        foreach (var process in cluster.All)
            output.WriteLine($"--- the end of the log of {process.Name}\n{process.Log}");
    }

    private async Task PrepareAsync(int seats)
    {
        var people = new Person[TravellerCount + 1];
        await Parallel.ForAsync(0, people.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) =>
        {
            people[i] = await _client.LogInAsync(await _client.RegisterAsync($"Orang {i}", string.Create(CultureInfo.InvariantCulture, $"orang{i}@contoh.id"), $"kata sandi {i} yang panjang"));
            if (i < TravellerCount)
                (await _client.TopUpAsync(people[i], Money, $"modal-{i}")).MustBe(200);
        });
        (Travellers, Guide) = (people[..TravellerCount], people[^1]);
        _trip = await Bookings.PublishTripAsync(Guide, await BookingClient.CreateAdminAsync(_client, _servers.PostgresConnection), Price);
        Departure = await PlantAsync(seats);
    }
}
