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
    private const int RunningCount = ClientCount + 1;
    private const int ParallelRepetitions = 8;
    private const long StartMoney = 10_000_000;

    // Some 200 requests a second together: under load, with room on two cores for what is being tried.
    private static readonly TimeSpan PauseBetweenRequests = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan PauseBetweenRegistrations = TimeSpan.FromMilliseconds(700);

    private readonly Random _random;
    private readonly NusalokaClient[] _apis;
    private readonly RequestHistory _history;
    private readonly CancellationTokenSource _stop = new();

    // One for each that runs: who has them all holds the load.
    private readonly SemaphoreSlim _turns = new(RunningCount);
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
        Sender = new PatientSender(_apis, history);
    }

    /// <summary>Asks on behalf of the clients.</summary>
    public PatientSender Sender { get; }

    /// <summary>The people whose wallets the clients use.</summary>
    public IReadOnlyList<Person> People { get; private set; } = [];

    /// <summary>Registers the people and gives them money.</summary>
    /// <param name="beforeMoney">What is done before they have any.</param>
    public async Task PrepareAsync(Func<Task> beforeMoney)
    {
        var people = await RegisterPeopleAsync("orang", ClientCount);
        People = people;
        _clients = [.. people.Select((own, i) => new LoadClient(i, new Random(_random.Next()), own, people, Sender))];
        await beforeMoney();
        foreach (var client in _clients)
            await client.FundAsync(StartMoney);
    }

    /// <summary>Registers people and signs them in.</summary>
    public async Task<Person[]> RegisterPeopleAsync(string name, int count)
    {
        var people = new Person[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) =>
        {
            var api = _apis[i % _apis.Length];
            people[i] = await api.LogInAsync(await api.RegisterAsync($"{name} {i}", $"{name}{i}@contoh.id", $"kata sandi {i} yang panjang"));
        });
        return people;
    }

    /// <summary>Lets the clients begin.</summary>
    public void Start()
    {
        _running.AddRange(_clients.Select(client => RepeatAsync(() => _hurries ? TimeSpan.Zero : PauseBetweenRequests, client.DoNextAsync)));
        _running.Add(RepeatAsync(() => PauseBetweenRegistrations, RegisterAsync));
    }

    /// <summary>Lets the clients ask without pauses, so that each always waits for an answer; or go back to their pace.</summary>
    public void Hurry(bool yes) => _hurries = yes;

    /// <summary>Completes when each client has its answer; none asks for anything until <see cref="Continue"/>.</summary>
    public async Task HoldAsync()
    {
        for (var held = 0; held < RunningCount; held++)
            await _turns.WaitAsync();
    }

    /// <summary>Lets the clients go on that were held.</summary>
    public void Continue() => _turns.Release(RunningCount);

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
        _turns.Dispose();
        foreach (var api in _apis)
            api.Dispose();
    }

    private async Task RepeatAsync(Func<TimeSpan> pause, Func<Task> act)
    {
        while (await TakeTurnAsync())
        {
            try
            {
                await act();
            }
            finally
            {
                _turns.Release();
            }

            await Pace.PauseAsync(pause());
        }
    }

    /// <summary>False when the load is to stop.</summary>
    private async Task<bool> TakeTurnAsync()
    {
        try
        {
            await _turns.WaitAsync(_stop.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private Task RegisterAsync()
    {
        var email = $"calon{Interlocked.Increment(ref _registrations)}@contoh.id";
        return Sender.AskAsync(new Operation("daftar-" + email, OperationKind.Registration, new Person("", email, "sandi dari " + email)));
    }

    private Task AskAgainAsync(IEnumerable<IGrouping<string, Attempt>> operations) => Parallel.ForEachAsync(
        operations,
        new ParallelOptions { MaxDegreeOfParallelism = ParallelRepetitions },
        async (operation, _) => await Sender.AskAsync(operation.First().Operation, operation.Max(attempt => attempt.Number)));
}
