using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Nusaloka.Scenarios.Accounts;
using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Harness;
using Nusaloka.Scenarios.Load;
using Nusaloka.Scenarios.Wallets;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Cluster;

/// <summary>
/// A cluster under load to which a story does something bad. Afterwards all that must hold in every case is checked by the history of
/// all requests: one writer, nothing acknowledged lost, money conserved, one answer per operation. When something is wrong, history
/// and logs are saved.
/// </summary>
internal sealed class ClusterScenario : IAsyncDisposable
{
    private const int Repetitions = 60;
    private const int FewestSamples = 5;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan ViewPatience = TimeSpan.FromSeconds(20);

    /// <summary>How long nothing must go wrong any more before a fault is over.</summary>
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(3);

    // The events of a process that was killed wait for their lease to end.
    private static readonly TimeSpan OutboxPatience = TimeSpan.FromSeconds(60);

    private readonly ITestOutputHelper _output;
    private readonly List<string> _findings = [];
    private readonly WalletLoad _load;
    private readonly ConservationSampler _sampler;

    private ClusterScenario(ITestOutputHelper output, Random random, ClusterServers servers, ClusterProcesses cluster)
    {
        _output = output;
        Random = random;
        Servers = servers;
        Cluster = cluster;
        _load = new WalletLoad(random, cluster.Apis.Select(api => api.Address), History);
        _sampler = new ConservationSampler(servers.Database);
    }

    public Random Random { get; }

    public ClusterServers Servers { get; }

    public ClusterProcesses Cluster { get; }

    public RequestHistory History { get; } = new();

    /// <summary>Starts a cluster, puts it under load, lets the story happen, and fails when anything is wrong then.</summary>
    public static async Task RunAsync(
        ITestOutputHelper output, ClusterSetup setup, Func<ClusterScenario, Task> story, [CallerMemberName] string name = "")
    {
        var random = Seed.Draw(output, out var seed);
        await using var servers = await ClusterServers.StartAsync(setup);
        await using var cluster = new ClusterProcesses(
            servers.PostgresConnection, servers.RedisConfiguration, $"scenario-{RandomNumberGenerator.GetHexString(8, lowercase: true)}")
        {
            FirstRedis = servers.FirstRedisConfiguration,
        };
        var evidence = new Evidence(name, seed, cluster);
        try
        {
            await cluster.StartAsync(setup.Silos, setup.Apis);
            await VersionLog.InstallAsync(servers.Database);
            await SpenderLog.InstallAsync(servers.Database);
            await using var scenario = new ClusterScenario(output, random, servers, cluster);
            evidence.History = scenario.History;
            await scenario.RunAsync(story);
            Findings.AssertNone(scenario._findings);
        }
        catch
        {
            output.WriteLine(await evidence.SaveAsync());
            throw;
        }
    }

    /// <summary>Lets the load go on for a while.</summary>
    public Task LoadAsync(TimeSpan time) => Pace.PauseAsync(time);

    /// <summary>Lets the load go on for a while without pauses, so that every client waits for an answer at the end.</summary>
    public async Task HurryAsync(TimeSpan time)
    {
        Hurry(true);
        await LoadAsync(time);
        Hurry(false);
    }

    /// <summary>Takes the pauses out of the load, or lets it go at its pace again.</summary>
    public void Hurry(bool yes) => _load.Hurry(yes);

    /// <summary>Lets the load come to rest, does something while nobody asks for anything, and lets it go on.</summary>
    public async Task WhileHeldAsync(Func<Task> act)
    {
        await _load.HoldAsync();
        await act();
        _load.Continue();
    }

    /// <summary>
    /// Lets the load go on until every target of it has an answer to a request that was sent since, or the limit has passed, and for a
    /// while after that, in which nothing must go wrong any more.
    /// </summary>
    public async Task UntilAllAnswerAsync(TimeSpan since, TimeSpan limit)
    {
        string[] targets = [Operation.Registrations, Operation.Statements, .. _load.People.Select(person => person.Email)];
        while (History.Now < since + limit && targets.Except(Answered()).Any())
            await Pace.PauseAsync(TimeSpan.FromMilliseconds(200));
        await LoadAsync(Afterwards);

        IEnumerable<string> Answered() =>
            History.Attempts.Where(attempt => attempt.IsAnswer && attempt.Start >= since).Select(attempt => attempt.Operation.Target);
    }

    /// <summary>Registers people beside those of the load.</summary>
    public Task<Person[]> RegisterPeopleAsync(string name, int count) => _load.RegisterPeopleAsync(name, count);

    /// <summary>Asks until there is an answer or patience ends.</summary>
    public Task<Attempt> AskAsync(Operation operation) => _load.Sender.AskAsync(operation);

    /// <summary>Asks once, and does not insist.</summary>
    public Task<Attempt> AskOnceAsync(Operation operation) => _load.Sender.AskOnceAsync(operation);

    /// <summary>Many new people register at once; completes when each has an answer.</summary>
    public Task RegisterAtOnceAsync(int count) => _load.RegisterAtOnceAsync(count);

    /// <summary>Lets the load end: every client finishes what it does.</summary>
    public Task StopLoadAsync() => _load.StopAsync();

    /// <summary>Waits until every process that runs knows as many active silos, and so the same ones.</summary>
    public async Task UntilAllSeeAsync(int silos)
    {
        var last = "";
        await Eventually.TrueAsync(
            $"{silos} silos in every process's view",
            async () =>
            {
                var all = await Task.WhenAll(Cluster.All.Where(process => !process.HasExited).Select(ClusterStatus.ReadAsync));
                last = string.Join("; ", all.Select(status => $"{status}"));
                return all.All(status => status?.Silos == silos) && all.DistinctBy(status => status?.ViewVersion).Count() == 1;
            },
            () => Task.FromResult(last),
            ViewPatience);
    }

    /// <summary>Tells people what was measured.</summary>
    public void Report(string line) => _output.WriteLine(line);

    /// <summary>Notes what is wrong; the scenario fails with all of it in the end.</summary>
    public void Expect(IEnumerable<string> findings) => _findings.AddRange(findings);

    /// <summary>Notes that something is wrong unless it holds.</summary>
    public void Expect(bool holds, string otherwise)
    {
        if (!holds)
            _findings.Add(otherwise);
    }

    public async ValueTask DisposeAsync()
    {
        await _load.DisposeAsync();
        await _sampler.DisposeAsync();
    }

    // The load moves more than the limits of new wallets allow.
    private async Task LiftLimitsAsync()
    {
        await using var command = Servers.Database.CreateCommand("update ledger_account set tier = 3, version = version + 1 where tier = 1");
        await command.ExecuteNonQueryAsync();
    }

    private async Task RunAsync(Func<ClusterScenario, Task> story)
    {
        await _load.PrepareAsync(LiftLimitsAsync);
        _load.Start();
        await LoadAsync(WarmUp);
        Expect(AvailabilityReport.Of(History.Attempts, TimeSpan.Zero).AnyFailures().Select(finding => "Before anything happened: " + finding));

        await story(this);

        await _load.StopAsync();
        var loadEnded = History.Mark("the load has ended");
        await CheckAsync(loadEnded);
    }

    private async Task CheckAsync(TimeSpan loadEnded)
    {
        // Before anybody asks again: what nobody knows may be there once, or not.
        var ledger = await LedgerSnapshot.ReadAsync(Servers.Database);
        Expect(OperationChecker.Check(History.Operations(), ledger));
        Expect(SessionChecker.Check([.. History.Attempts.Where(attempt => attempt.Start < loadEnded)]));

        await _load.SettleAsync();
        await _load.RepeatAsync(Repetitions);
        await EventsAreDeliveredAsync();
        var operations = History.Operations();
        ledger = await LedgerSnapshot.ReadAsync(Servers.Database);
        Expect(operations.Where(operation => !operation.Any(attempt => attempt.IsAnswer)).Select(operation => $"Never answered: {operation.Last()}"));
        Expect(OperationChecker.Check(operations, ledger));
        Expect(LedgerChecker.Check(ledger, OperationChecker.MoneyInWallets(operations)));
        using var api = new NusalokaClient(Cluster.Apis[0].Address);
        Expect(await ApiChecker.CheckAsync(api, _load.People, operations, ledger));
        Expect(RegistrationChecker.Check(operations, await RegistrationChecker.ReadAsync(Servers.Database)));
        Expect(VersionChecker.Check(await VersionLog.ReadAsync(Servers.Database)));
        Expect(await _sampler.StopAsync());
        Expect(_sampler.Samples >= FewestSamples, $"The ledger was looked at only {_sampler.Samples} times while things happened.");
        Report($"{History.Count} requests for {operations.Count} operations; {ledger.Transfers.Count} transfers; ledger sampled {_sampler.Samples} times ({_sampler.Failed} in vain).");
    }

    private async Task EventsAreDeliveredAsync()
    {
        await Eventually.EqualAsync(
            "all events to be delivered", 0L, () => CountAsync("outbox_event"), OutboxPatience);
        var dead = await CountAsync("outbox_dead_letter");
        Expect(dead == 0, $"{dead} events became dead letters.");
    }

    private async Task<long> CountAsync(string table)
    {
        await using var command = Servers.Database.CreateCommand($"select count(*) from {table}");
        return await command.ExecuteScalarAsync() is long count ? count : throw new InvalidOperationException($"{table} could not be counted.");
    }
}
