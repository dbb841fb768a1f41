using Nusaloka.Scenarios.Client;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Harness;

/// <summary>A running product with a database of its own and a client. Its log is shown with a failure.</summary>
internal sealed class Scenario : IAsyncDisposable
{
    private readonly ITestOutputHelper _output;
    private readonly PostgresProxy? _way;

    private Scenario(ITestOutputHelper output, PostgresDatabase database, PostgresProxy? way, NusalokaProcess process)
    {
        _output = output;
        _way = way;
        Database = database;
        Process = process;
        Client = new NusalokaClient(process.Address);
    }

    public PostgresDatabase Database { get; }

    public NusalokaProcess Process { get; }

    public NusalokaClient Client { get; }

    /// <summary>The way by which the process reaches PostgreSQL.</summary>
    public PostgresProxy WayToDatabase => _way ?? throw new InvalidOperationException($"Start it with {nameof(StartBehindProxyAsync)}.");

    /// <param name="output">Where it writes.</param>
    /// <param name="settings">Environment variables of the process beside the usual ones.</param>
    public static async Task<Scenario> StartAsync(ITestOutputHelper output, params (string Name, string Value)[] settings)
    {
        var database = await PostgresDatabase.CreateEmptyAsync();
        try
        {
            return new Scenario(output, database, way: null, await NusalokaProcess.StartAsync(database.ConnectionString, settings));
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>The same with a way to PostgreSQL on which the scenario may swallow what one says to the other.</summary>
    /// <param name="output">Where it writes.</param>
    /// <param name="name">What PostgreSQL calls the process's sessions.</param>
    public static async Task<Scenario> StartBehindProxyAsync(ITestOutputHelper output, string name)
    {
        var database = await PostgresDatabase.CreateEmptyAsync();
        var way = new PostgresProxy(database.ConnectionString);
        try
        {
            return new Scenario(output, database, way, await NusalokaProcess.StartAsync($"{way.ConnectionString};Application Name={name}"));
        }
        catch
        {
            await way.DisposeAsync();
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Registers and logs people in; each has money from a top-up.</summary>
    public async Task<Person[]> RegisterPeopleAsync(int count, long money)
    {
        var people = new Person[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) =>
        {
            var person = await Client.RegisterAsync($"Orang {i}", $"orang{i}@contoh.id", $"kata sandi {i} yang panjang");
            people[i] = await Client.LogInAsync(person);
            if (money > 0)
                (await Client.TopUpAsync(people[i], money, $"modal-{i}")).MustBe(200);
        });
        return people;
    }

    public async ValueTask DisposeAsync()
    {
        _output.WriteLine("--- the end of the process's log");
        _output.WriteLine(Process.Log);
        Client.Dispose();
        await Process.DisposeAsync();
        if (_way is not null)
            await _way.DisposeAsync();
        await Database.DisposeAsync();
    }
}
