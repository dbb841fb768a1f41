using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Harness;

namespace Nusaloka.Scenarios.Load;

/// <summary>
/// The load of a scenario: clients with a wallet each, doing one thing after the other, and one that registers new people, which takes
/// many grains. A wallet that does not answer keeps its own client waiting and nobody else. All that is drawn comes from the seed.
/// </summary>
internal sealed class WalletLoad : IAsyncDisposable
{
    private const int ClientCount = 16;
    private const int ParallelRepetitions = 8;
    private const long StartMoney = 10_000_000;

    // Some 200 requests a second together: under load, with room on two cores for what is being tried.
    private static readonly TimeSpan PauseBetweenRequests = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan PauseBetweenRegistrations = TimeSpan.FromMilliseconds(700);

    private readonly Random _random;
    private readonly NusalokaClient[] _apis;
    private readonly RequestHistory _history;
    private readonly PatientSender _sender;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];
    private LoadClient[] _clients = [];
    private volatile bool _hurries;
    private int _registrations;

    /// <param name="random">Draws what the clients do.</param>
    /// <param name="apis">Whom they ask, in turn.</param>
    /// <param name="history">Where it is written down.</param>
    public WalletLoad(Random random, IEnumerable<Uri> apis, RequestHistory history)
    {
        _random = random;
        _apis = [.. apis.Select(address => new NusalokaClient(address))];
        _history = history;
        _sender = new PatientSender(_apis, history);
    }

    /// <summary>The people whose wallets the clients use.</summary>
    public IReadOnlyList<Person> People { get; private set; } = [];

    /// <summary>Registers the people and gives them money.</summary>
    public async Task PrepareAsync()
    {
        var people = new Person[ClientCount];
        await Parallel.ForAsync(0, people.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) =>
        {
            var api = _apis[i % _apis.Length];
            people[i] = await api.LogInAsync(await api.RegisterAsync($"Orang {i}", $"orang{i}@contoh.id", $"kata sandi {i} yang panjang"));
        });
        People = people;
        _clients = [.. people.Select((own, i) => new LoadClient(i, new Random(_random.Next()), own, people, _sender))];
        foreach (var client in _clients)
            await client.FundAsync(StartMoney);
    }

    /// <summary>Lets the clients begin.</summary>
    public void Start()
    {
        _running.AddRange(_clients.Select(client => RepeatAsync(() => _hurries ? TimeSpan.Zero : PauseBetweenRequests, client.DoNextAsync)));
        _running.Add(RepeatAsync(() => PauseBetweenRegistrations, RegisterAsync));
    }

    /// <summary>Lets the clients ask without pauses, so that each always waits for an answer; or go back to their pace.</summary>
    public void Hurry(bool yes) => _hurries = yes;

    /// <summary>Many new people register at once; completes when each has an answer.</summary>
    public Task RegisterAtOnceAsync(int count) => Task.WhenAll(Enumerable.Range(0, count).Select(_ => RegisterAsync()));

    /// <summary>Lets each client finish what it is doing, and no more.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
    }

    /// <summary>Asks for what never got an answer until it has one, so that everything is known in the end.</summary>
    public Task SettleAsync() => AskAgainAsync(
        _history.Operations().Where(operation => !operation.Any(attempt => attempt.IsAnswer)));

    /// <summary>Asks again for some of what was done: the same key must give the same answer.</summary>
    public Task RepeatAsync(int count)
    {
        var done = _history.Operations().Where(operation => operation.First().Operation.MovesMoney && operation.Any(attempt => attempt.IsSuccess)).ToArray();
        _random.Shuffle(done);
        return AskAgainAsync(done.Take(count));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        foreach (var api in _apis)
            api.Dispose();
    }

    private async Task RepeatAsync(Func<TimeSpan> pause, Func<Task> act)
    {
        while (!_stop.IsCancellationRequested)
        {
            await act();
            await Pace.PauseAsync(pause());
        }
    }

    private Task RegisterAsync()
    {
        var email = $"calon{Interlocked.Increment(ref _registrations)}@contoh.id";
        return _sender.AskAsync(new Operation("daftar-" + email, OperationKind.Registration, new Person("", email, "sandi dari " + email)));
    }

    private Task AskAgainAsync(IEnumerable<IGrouping<string, Attempt>> operations) => Parallel.ForEachAsync(
        operations,
        new ParallelOptions { MaxDegreeOfParallelism = ParallelRepetitions },
        async (operation, _) => await _sender.AskAsync(operation.First().Operation, operation.Max(attempt => attempt.Number)));
}
