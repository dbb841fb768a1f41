using Nusaloka.Silo;

namespace Nusaloka.Bench;

/// <summary>A silo in this process on a database of its own, which is dropped at the end.</summary>
internal sealed class BenchHost : IAsyncDisposable
{
    private readonly BenchDatabase _database;
    private readonly WebApplication _app;

    private BenchHost(BenchDatabase database, WebApplication app) => (_database, _app) = (database, app);

    public string Postgres => _database.ConnectionString;

    public IServiceProvider Services => _app.Services;

    public static async Task<BenchHost> StartAsync(string admin)
    {
        var database = await BenchDatabase.CreateAsync(admin);
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders().AddConsole(static options => options.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["POSTGRES"] = database.ConnectionString,
            ["MASTER_KEY"] = Convert.ToBase64String(new byte[32]),
            // The baselines tell nobody of what they write, so neither does this.
            ["NOTIFICATIONS:MOVEMENTS"] = "false",
            ["CHAT:NOTICE_SECONDS"] = "3600",
            // The limits of one person are not what is measured.
            ["CHAT:MESSAGES_PER_SECOND"] = "1000000",
            ["CHAT:MESSAGE_BURST"] = "1000000",
        });
        builder.AddNusalokaSilo();
        var app = builder.Build();
        await app.StartAsync();
        return new BenchHost(database, app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }
}
