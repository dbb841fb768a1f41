using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Persistence;
using Nusaloka.Runtime.Reminders;
using Nusaloka.Runtime.Tests.Testing;
using Nusaloka.Testing;
using Orleans.TestingHost;

namespace Nusaloka.Runtime.Tests.Reminders;

/// <summary>Silos of this process with reminders in PostgreSQL and a clock that the test moves. Silos may stop and others start; the rest stays.</summary>
public sealed class ReminderCluster : IAsyncDisposable
{
    /// <summary>When the clock starts.</summary>
    public static readonly DateTime Epoch = new(2031, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly PostgresDatabase _database;
    private readonly ServiceProvider _persistence;
    private InProcessTestCluster? _silos;

    private ReminderCluster(PostgresDatabase database)
    {
        _database = database;
        _persistence = new ServiceCollection().AddNusalokaPersistence(options => options.ConnectionString = database.ConnectionString).BuildServiceProvider();
        Table = new UnreliableReminderTable(_persistence.GetRequiredService<IReminderTable>());
    }

    public ManualTimeProvider Time { get; } = new(new DateTimeOffset(Epoch));

    public UnreliableReminderTable Table { get; }

    public InProcessTestCluster Silos => _silos ?? throw new InvalidOperationException("No silo runs.");

    public IGrainFactory Grains => Silos.Client;

    public static async Task<ReminderCluster> StartAsync(short silos = 1, bool tableIsAway = false)
    {
        var cluster = new ReminderCluster(await PostgresDatabase.CreateAsync());
        cluster.Table.IsAway = tableIsAway;
        await cluster.StartSilosAsync(silos);
        return cluster;
    }

    public async Task StartSilosAsync(short silos) =>
        _silos = await TestSilos.StartAsync(silos, silo =>
        {
            silo.Services.AddSingleton<TimeProvider>(Time);
            silo.Services.AddSingleton<IReminderTable>(Table);
            silo.AddReminders();
        });

    /// <summary>Stops the silos; the clock moves on when one waits for it.</summary>
    public async Task StopSilosAsync()
    {
        var stop = Silos.DisposeAsync().AsTask();
        _silos = null;
        var started = TimeProvider.System.GetTimestamp();
        await Eventually.TrueAsync("the silos to stop", () =>
        {
            if (!stop.IsCompleted && TimeProvider.System.GetElapsedTime(started) > TimeSpan.FromSeconds(1)) Time.Advance(TimeSpan.FromMilliseconds(50));
            return stop.IsCompleted;
        });
        await stop;
    }

    public IReminderGrain Grain(string key) => Grains.GetGrain<IReminderGrain>(key);

    public static IReminderStatistics StatisticsOf(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<IReminderStatistics>();

    /// <summary>Moves the clock to that many seconds after its start.</summary>
    public void AdvanceTo(double seconds) => Time.Advance(Epoch.AddSeconds(seconds) - Time.GetUtcNow().UtcDateTime);

    /// <summary>Waits until the ticks of a grain are these, as "name second", and recorded.</summary>
    public async Task TickedAsync(string key, params string[] ticks)
    {
        await Eventually.TrueAsync($"the ticks {string.Join(", ", ticks)} of {key}", () => Journal.Of(key).Count >= ticks.Length, () => string.Join(", ", Journal.Of(key)));
        Assert.Equal(ticks, Journal.Of(key));
        await IdleAsync();
    }

    /// <summary>Waits until no tick is due or under way.</summary>
    public Task IdleAsync() => Eventually.TrueAsync("all ticks to be recorded", () => Silos.Silos.Select(StatisticsOf).All(IsIdle));

    /// <summary>When each reminder in the table is due, in seconds after the start of the clock.</summary>
    public async Task<Dictionary<string, double>> DueSecondsAsync()
    {
        var due = new Dictionary<string, double>();
        await foreach (var (entry, dueAt) in ((IReminderTable)Table).ReadDueRowsAsync(DateTime.MaxValue)) due[entry.ReminderName] = (dueAt - Epoch).TotalSeconds;
        return due;
    }

    public async ValueTask DisposeAsync()
    {
        if (_silos is not null) await StopSilosAsync();
        await _persistence.DisposeAsync();
        await _database.DisposeAsync();
    }

    private bool IsIdle(IReminderStatistics reminders) =>
        reminders.Ticking == 0 && (reminders.NextDueAt is not { } due || due > Time.GetUtcNow().UtcDateTime);
}
