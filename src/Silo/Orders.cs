using System.Globalization;
using Npgsql;
using Nusaloka.Persistence.Migrations;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Persistence.Storage;

namespace Nusaloka.Silo;

/// <summary>
/// Orders that a maintenance command gives to the silos: an event in the outbox. Silos that run carry it out within moments, others when
/// they start.
/// </summary>
internal sealed class Orders : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly WebApplication _app;
    private readonly TimeProvider _time;

    private Orders(WebApplication app)
    {
        _app = app;
        _time = app.Services.GetRequiredService<TimeProvider>();
        Database = app.Services.GetRequiredService<NpgsqlDataSource>();
    }

    public NpgsqlDataSource Database { get; }

    public static async Task<Orders> OpenAsync(WebApplicationBuilder builder)
    {
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddNusalokaStorage();
        var app = builder.Build();
        await app.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
        return new Orders(app);
    }

    /// <summary>Gives an order. True when a silo has carried it out while this waited.</summary>
    public async Task<bool> GiveAsync<TEvent>(string sourceKind, string type, TEvent payload)
    {
        var order = new OutboxRow(
            sourceKind, _time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture), SourceVersion: 1, SourceOrdinal: 0,
            type, StateJson.Serialize(payload), TraceParent: null);
        await using (var connection = await Database.OpenConnectionAsync())
        await using (var batch = new NpgsqlBatch(connection) { BatchCommands = { OutboxSql.Append([order]) } })
            await batch.ExecuteNonQueryAsync();

        var began = _time.GetTimestamp();
        while (_time.GetElapsedTime(began) < Patience)
        {
            await using var command = Database.CreateCommand("select exists (select from outbox_event where event_id = $1)");
            command.Parameters.AddWithValue(order.EventId);
            if (await command.ExecuteScalarAsync() is false)
                return true;
            await Task.Delay(Interval, _time);
        }

        return false;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
