using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Nusaloka.Testing;

namespace Nusaloka.Scenarios.Harness;

/// <summary>
/// A process of the built product, as ./nusaloka up starts it. It can be killed, paused and started again; port, name and
/// settings stay the same.
/// </summary>
internal sealed class NusalokaProcess : IAsyncDisposable
{
    private const int LinesInMessages = 12;

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    private readonly (string Name, string Value)[] _settings;
    private readonly ProgramProcess _program;

    /// <param name="name">What messages call it.</param>
    /// <param name="project">Nusaloka.Api or Nusaloka.Silo.</param>
    /// <param name="settings">Environment variables beside those that every process gets.</param>
    public NusalokaProcess(string name, string project, params (string Name, string Value)[] settings)
    {
        Address = new Uri($"http://127.0.0.1:{Ports.Free()}");
        _settings = settings;
        _program = new ProgramProcess(name, () => Describe(Checkout.Program(project)));
    }

    /// <summary>
    /// The events of a process that was killed wait for their lease to end, what it had reserved for its time to run out, and the scenario for
    /// both: a minute and half a minute by default.
    /// </summary>
    public static (string Name, string Value)[] Outbox { get; } =
    [
        ("NUSALOKA_OUTBOX__LEASE", "00:00:12"), ("NUSALOKA_OUTBOX__HANDLER_TIMEOUT", "00:00:10"), ("NUSALOKA_IDENTIFIERS__RESERVATION", "00:00:06"),
    ];

    public string Name => _program.Name;

    /// <summary>Where it answers HTTP.</summary>
    public Uri Address { get; }

    public bool HasExited => _program.HasExited;

    /// <summary>The id of the process that runs.</summary>
    public int Id => _program.Id;

    /// <summary>The end of its log, for messages about failures.</summary>
    public string Log => _program.Log(LinesInMessages);

    /// <summary>A new key that wraps the private keys in a database.</summary>
    public static (string Name, string Value) MasterKey() =>
        ("NUSALOKA_MASTER_KEY", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

    /// <summary>Starts an API with a silo inside, and waits until it is ready.</summary>
    public static async Task<NusalokaProcess> StartAsync(string postgres, params (string Name, string Value)[] settings)
    {
        var process = new NusalokaProcess("api", "Nusaloka.Api", [("NUSALOKA_POSTGRES", postgres), MasterKey(), .. Outbox, .. settings]);
        await process.StartAsync();
        return process;
    }

    /// <summary>Starts a process that was not started or was ended, and waits until it is ready.</summary>
    public async Task StartAsync()
    {
        Start();
        await UntilReadyAsync();
    }

    /// <summary>Starts it without waiting.</summary>
    public void Start() => _program.Start();

    /// <summary>Waits until /ready answers 200.</summary>
    public async Task UntilReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        await Eventually.TrueAsync(
            $"200 from {Address}ready ({Name})",
            async () => HasExited
                ? throw new InvalidOperationException($"{Name} ended with exit code {_program.ExitCode} before it was ready.\n{Log}")
                : await StatusAsync(http, "/ready") == HttpStatusCode.OK,
            () => Task.FromResult(Log),
            StartPatience);
    }

    /// <summary>What a path answers now; null when nobody does.</summary>
    public async Task<HttpStatusCode?> StatusAsync(string path)
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        return await StatusAsync(http, path);
    }

    /// <summary>What a counter or gauge without labels stands at by /metrics; 0 while nothing was counted.</summary>
    public async Task<long> MetricAsync(string name)
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        var lines = (await http.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Split('\n');
        return lines.FirstOrDefault(line => line.StartsWith(name + " ", StringComparison.Ordinal)) is { } line
            ? long.Parse(line.AsSpan(name.Length + 1), CultureInfo.InvariantCulture)
            : 0;
    }

    /// <inheritdoc cref="ProgramProcess.KillAsync"/>
    public Task KillAsync() => _program.KillAsync();

    /// <inheritdoc cref="ProgramProcess.TerminateAsync"/>
    public Task<int> TerminateAsync() => _program.TerminateAsync();

    /// <inheritdoc cref="ProgramProcess.Pause"/>
    public void Pause() => _program.Pause();

    /// <inheritdoc cref="ProgramProcess.Resume"/>
    public void Resume() => _program.Resume();

    /// <summary>All lines that are kept of its log.</summary>
    public string WholeLog() => _program.Log(LogTail.Capacity);

    public ValueTask DisposeAsync() => _program.DisposeAsync();

    private static async Task<HttpStatusCode?> StatusAsync(HttpClient http, string path)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
            return response.StatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    private ProcessStartInfo Describe(string program)
    {
        var start = new ProcessStartInfo("dotnet") { ArgumentList = { program }, WorkingDirectory = Path.GetDirectoryName(program) };
        CleanEnvironment.Apply(
            start,
            [
                ("ASPNETCORE_URLS", Address.ToString()),
                ("ASPNETCORE_ENVIRONMENT", "Development"),
                // Everybody here is at one address, and in more of a hurry than people are.
                ("NUSALOKA_RATE_LIMITS__SCALE", "1000"),
                // The log's end is shown with a failure; thousands of requests that went well would push out the line that matters.
                ("Logging__LogLevel__Default", "Warning"),
                ("Logging__LogLevel__Nusaloka.Runtime", "Information"),
                .. _settings,
            ]);
        return start;
    }
}
