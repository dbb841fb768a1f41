using System.Diagnostics;
using System.Security.Cryptography;
using Npgsql;
using Nusaloka.Testing;

namespace Nusaloka.Scenarios.Harness;

/// <summary>A PostgreSQL server of a scenario's own, which it may stop as a crash would.</summary>
internal sealed class PostgresProcess : IAsyncDisposable
{
    private const string Account = "postgres";

    private readonly int _port = Ports.Free();
    private readonly string _programs;
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"nusaloka-postgres-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");

    private PostgresProcess(string programs) => _programs = programs;

    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Username={Account};Database={Account}";

    private string Data => Path.Combine(_folder, "data");

    public static async Task<PostgresProcess> StartAsync()
    {
        var server = new PostgresProcess(FindPrograms());
        Directory.CreateDirectory(server._folder);
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", [Account, server._folder]);
        await server.RunAsOwnerAsync("initdb", "-D", server.Data, "-U", Account, "-A", "trust", "-E", "UTF8", "--locale", "C", "--no-sync");
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Starts a server that was stopped, and waits until it takes connections.</summary>
    public async Task StartAgainAsync()
    {
        await RunAsOwnerAsync(
            "pg_ctl", "-D", Data, "-l", Path.Combine(_folder, "server.log"), "-w", "-t", "60",
            "-o", $"-c listen_addresses=127.0.0.1 -c port={_port} -c unix_socket_directories='' -c max_connections=200", "start");
        await Eventually.TrueAsync($"PostgreSQL at port {_port}", AnswersAsync);
    }

    /// <summary>Stops it as a crash would: no checkpoint, connections cut, recovery from the log at the next start.</summary>
    public Task StopImmediatelyAsync() => RunAsOwnerAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "-t", "60", "stop");

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
            await StopImmediatelyAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string FindPrograms()
    {
        // Debian keeps each version in a folder of its own; elsewhere the programs are on the path.
        var versions = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        return versions.OrderByDescending(HasPostgis).Select(version => Path.Combine(version, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")))
            ?? throw new FileNotFoundException("PostgreSQL's initdb and pg_ctl are not on this machine: ./nusaloka setup installs them.");
    }

    private static bool HasPostgis(string version) =>
        File.Exists(Path.Combine("/usr/share/postgresql", Path.GetFileName(version), "extension", "postgis.control"));

    private static async Task RunAsync(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        process.StandardInput.Close();
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}.\n{string.Concat(said)}");
        }
    }

    // PostgreSQL refuses to run as root.
    private Task RunAsOwnerAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_programs, program);
        return Environment.IsPrivilegedProcess ? RunAsync("runuser", ["-u", Account, "--", path, .. arguments]) : RunAsync(path, arguments);
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false;Timeout=5");
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
