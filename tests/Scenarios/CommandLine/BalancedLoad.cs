using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Security.Cryptography;
using Nusaloka.Scenarios.Client;

namespace Nusaloka.Scenarios.CommandLine;

/// <summary>
/// People who top up and look at their balance through several APIs, as a load balancer sends them: a refused connection is tried
/// at the next API, a connection that an answer closes is not used again. Everything else that is not the expected answer is a failure.
/// </summary>
internal sealed class BalancedLoad : IDisposable
{
    private const long Amount = 1_000;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    private readonly NusalokaClient[] _apis;
    private readonly ConcurrentQueue<string> _failures = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _people = [];
    private int _requests;

    public BalancedLoad(IEnumerable<string> addresses) => _apis = [.. addresses.Select(address => new NusalokaClient(new Uri(address)))];

    /// <summary>How many requests have been answered.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Requests that failed, and balances that were wrong.</summary>
    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>Registers people, and lets them begin.</summary>
    public async Task StartAsync(int people)
    {
        for (var i = 0; i < people; i++)
        {
            var api = _apis[i % _apis.Length];
            var name = RandomNumberGenerator.GetHexString(12, lowercase: true);
            var person = await api.RegisterAsync("Nasabah", $"nasabah-{name}@contoh.id", "kata sandi yang panjang");
            var loggedIn = await api.LogInAsync(person);
            var first = i;
            _people.Add(Task.Run(() => LiveAsync(loggedIn, first)));
        }
    }

    /// <summary>Lets everybody finish what they are at.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_people);
    }

    public void Dispose()
    {
        _stop.Dispose();
        foreach (var api in _apis)
            api.Dispose();
    }

    private async Task LiveAsync(Person person, int turn)
    {
        using var pace = new PeriodicTimer(Pace);
        for (var topUps = 1; !_stop.IsCancellationRequested; topUps++)
        {
            var key = $"isi-{topUps}";
            await AskAsync(turn++, api => api.TopUpAsync(person, Amount, key));
            var balance = await AskAsync(turn++, api => api.TryGetBalanceAsync(person));
            if (balance is { IsSuccess: true } && balance.Number("balance") != topUps * Amount)
                _failures.Enqueue($"The balance after {topUps} top-ups is {balance.Number("balance")}.");
            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private async Task<Answer?> AskAsync(int turn, Func<NusalokaClient, Task<Answer>> request)
    {
        for (var attempt = 0; attempt < _apis.Length; attempt++)
        {
            var api = _apis[(turn + attempt) % _apis.Length];
            try
            {
                var answer = await request(api);
                Interlocked.Increment(ref _requests);
                if (!answer.IsSuccess)
                    _failures.Enqueue($"{answer.Request} at {api.Name} answered {answer.Status} {answer.Code}.");
                return answer;
            }
            catch (HttpRequestException exception) when (IsRefused(exception) && attempt + 1 < _apis.Length)
            {
                // The next one.
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                _failures.Enqueue($"A request at {api.Name} got no answer: {exception}");
                return null;
            }
        }

        return null;
    }

    private static bool IsRefused(HttpRequestException exception) =>
        exception.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused };
}
