namespace Nusaloka.Scenarios.Harness;

/// <summary>
/// Kills the process (kill -9) when the clients have sent a drawn number of requests, while the others are in flight, and
/// starts it again; several times. Clients announce each request and wait for the process to be back before the next.
/// </summary>
internal sealed class RepeatedKills
{
    private readonly Lock _lock = new();
    private readonly NusalokaProcess _process;
    private readonly Queue<int> _points;
    private Task _ready = Task.CompletedTask;
    private int _requests;

    /// <param name="process">Whom to kill.</param>
    /// <param name="random">Draws the points.</param>
    /// <param name="times">How often.</param>
    /// <param name="requests">The number of requests among which the points are drawn.</param>
    public RepeatedKills(NusalokaProcess process, Random random, int times, int requests)
    {
        _process = process;
        var points = new SortedSet<int>();
        while (points.Count < times)
            points.Add(random.Next(requests / 20, requests));
        _points = new Queue<int>(points);
        Description = $"killed at requests {string.Join(", ", points)} of {requests}";
    }

    /// <summary>The drawn points, for messages.</summary>
    public string Description { get; }

    /// <summary>How many kills are still to come.</summary>
    public int Pending
    {
        get
        {
            lock (_lock)
            {
                return _points.Count;
            }
        }
    }

    /// <summary>Completes when the process serves; fails when it did not come back.</summary>
    public Task ReadyAsync()
    {
        lock (_lock)
        {
            return _ready;
        }
    }

    /// <summary>Announces that a request is about to be sent.</summary>
    public void Announce()
    {
        lock (_lock)
        {
            _requests++;
            if (_ready.IsCompleted && _points.TryPeek(out var point) && _requests >= point)
            {
                _points.Dequeue();
                _ready = Task.Run(KillAndStartAsync);
            }
        }
    }

    private async Task KillAndStartAsync()
    {
        await _process.KillAsync();
        await _process.StartAsync();
    }
}
