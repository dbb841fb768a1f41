using System.Globalization;
using Npgsql;
using Nusaloka.Grains.Accounts;
using Nusaloka.Persistence.Migrations;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Silo;

/// <summary>
/// <c>rotate-keys</c>: orders new signing keys at once, for when a key may be known to somebody. The order is an event in the outbox:
/// silos that run carry it out within moments, others when they start.
/// </summary>
internal static class RotateKeysCommand
{
    public const string Name = "rotate-keys";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    public static async Task<int> RunAsync(WebApplicationBuilder builder)
    {
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddNusalokaStorage();
        await using var app = builder.Build();
        await app.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
        var (time, database) = (app.Services.GetRequiredService<TimeProvider>(), app.Services.GetRequiredService<NpgsqlDataSource>());
        var order = new OutboxRow(
            KeysOrdered.SourceKind, time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture), SourceVersion: 1, SourceOrdinal: 0,
            KeysOrdered.Type, "{}"u8.ToArray(), TraceParent: null);
        await AppendAsync(database, order);
        Console.WriteLine(await IsDoneAsync(database, order, time)
            ? "New keys sign; tokens of the old ones are refused. People stay signed in: their clients refresh."
            : "New keys are ordered. No silo has made them yet: it is done as soon as one runs.");
        return 0;
    }

    private static async Task AppendAsync(NpgsqlDataSource database, OutboxRow order)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { OutboxSql.Append([order]) } };
        await batch.ExecuteNonQueryAsync();
    }

    private static async Task<bool> IsDoneAsync(NpgsqlDataSource database, OutboxRow order, TimeProvider time)
    {
        var began = time.GetTimestamp();
        while (time.GetElapsedTime(began) < Patience)
        {
            await using var command = database.CreateCommand("select exists (select from outbox_event where event_id = $1)");
            command.Parameters.AddWithValue(order.EventId);
            if (await command.ExecuteScalarAsync() is false)
                return true;
            await Task.Delay(Interval, time);
        }

        return false;
    }
}
