using System.Globalization;
using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Harness;

namespace Nusaloka.Scenarios.Cluster;

/// <summary>
/// The product as processes on this machine: silos, and APIs that are their clients. Without Redis there are no silos, and each API
/// has one inside.
/// </summary>
internal sealed class ClusterProcesses : IAsyncDisposable
{
    private readonly string _postgres;
    private readonly string? _redis;
    private readonly string _id;
    private readonly (string Name, string Value)[] _settings;
    private readonly (string Name, string Value) _masterKey = NusalokaProcess.MasterKey();
    private readonly List<NusalokaProcess> _silos = [];
    private readonly List<NusalokaProcess> _apis = [];

    /// <param name="postgres">Connection string of a database of its own.</param>
    /// <param name="redis">Where its members find each other; null for one process that is everything.</param>
    /// <param name="id">The name of the cluster, which nobody else has.</param>
    /// <param name="settings">What else every process is told.</param>
    public ClusterProcesses(string postgres, string? redis, string id, params (string Name, string Value)[] settings)
    {
        _postgres = postgres;
        _redis = redis;
        _id = id;
        _settings = settings;
    }

    /// <summary>Where the first silo and the first API find Redis, if not where all do.</summary>
    public string? FirstRedis { get; init; }

    public IReadOnlyList<NusalokaProcess> Silos => _silos;

    public IReadOnlyList<NusalokaProcess> Apis => _apis;

    public IEnumerable<NusalokaProcess> All => _silos.Concat(_apis);

    /// <summary>Starts silos, all at once, then APIs, and waits until every process is ready.</summary>
    public async Task StartAsync(int silos, int apis)
    {
        // Where the first API will be is where silos find the sandbox gateway.
        _apis.AddRange(Enumerable.Range(1, apis).Select(CreateApi));
        _silos.AddRange(Enumerable.Range(1, silos).Select(CreateSilo));
        await Task.WhenAll(_silos.Select(silo => silo.StartAsync()));
        await Task.WhenAll(_apis.Select(api => api.StartAsync()));
    }

    /// <summary>Starts one more silo and waits until it is ready.</summary>
    public async Task<NusalokaProcess> AddSiloAsync()
    {
        var silo = CreateSilo(_silos.Count + 1);
        _silos.Add(silo);
        await silo.StartAsync();
        return silo;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in All)
            await process.DisposeAsync();
    }

    private NusalokaProcess CreateSilo(int number) => new(
        $"silo-{number}",
        "Nusaloka.Silo",
        [
            .. Membership(number),
            ("NUSALOKA_SILO_NAME", $"silo-{number}"),
            ("NUSALOKA_SILO_PORT", Ports.Free().ToString(CultureInfo.InvariantCulture)),
            // So that PostgreSQL can tell who writes.
            ("NUSALOKA_POSTGRES", $"{_postgres};Application Name=silo-{number}"),
            _masterKey,
            ServiceClient.Setting,
            ServiceClient.Scopes,
            .. NusalokaProcess.Outbox,
            .. Sandbox(),
            .. _settings,
        ]);

    private NusalokaProcess CreateApi(int number) => new(
        $"api-{number}", "Nusaloka.Api",
        _redis is null ? [("NUSALOKA_POSTGRES", _postgres), _masterKey, .. NusalokaProcess.Outbox, .. _settings] : [.. Membership(number), .. _settings]);

    private (string Name, string Value)[] Sandbox() =>
        _apis.Count == 0 ? [] : [("NUSALOKA_PAYMENTS__SANDBOX__BASE_URL", _apis[0].Address.GetLeftPart(UriPartial.Authority))];

    private (string Name, string Value)[] Membership(int number) => [("NUSALOKA_REDIS", (number == 1 ? FirstRedis : null) ?? _redis ?? ""), ("NUSALOKA_CLUSTER_ID", _id)];
}
