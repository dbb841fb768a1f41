using Npgsql;
using Nusaloka.Silo;

namespace Nusaloka.Bench;

/// <summary>A silo in this process on a database of its own, which is dropped at the end.</summary>
internal sealed class BenchHost : IAsyncDisposable
{
    private readonly string _admin;
    private readonly string _database;
    private readonly WebApplication _app;

    private BenchHost(string admin, string database, string postgres, WebApplication app) =>
        (_admin, _database, Postgres, _app) = (admin, database, postgres, app);

    public string Postgres { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<BenchHost> StartAsync(string admin)
    {
        var database = $"nusaloka_bench_{Environment.ProcessId}";
        await ExecuteAsync(admin, $"DROP DATABASE IF EXISTS {database}");
        await ExecuteAsync(admin, $"CREATE DATABASE {database}");
        var postgres = new NpgsqlConnectionStringBuilder(admin) { Database = database }.ConnectionString;

        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders().AddConsole(static options => options.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["POSTGRES"] = postgres,
            ["MASTER_KEY"] = Convert.ToBase64String(new byte[32]),
        });
        builder.AddNusalokaSilo();
        var app = builder.Build();
        await app.StartAsync();
        return new BenchHost(admin, database, postgres, app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync(_admin, $"DROP DATABASE {_database} WITH (FORCE)");
    }

    private static async Task ExecuteAsync(string postgres, string sql)
    {
        await using var connection = new NpgsqlConnection(postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
