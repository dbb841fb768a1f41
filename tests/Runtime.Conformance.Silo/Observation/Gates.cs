using Npgsql;
using Nusaloka.Testing;

namespace Nusaloka.Runtime.Conformance.Silo.Observation;

/// <summary>Places where a grain stops until the test lets it go on. Kept in PostgreSQL, as <see cref="Journal"/> is and why.</summary>
public sealed class Gates(NpgsqlDataSource database)
{
    /// <summary>The gates that are open, and who came to them.</summary>
    public const string Table = """
        create unlogged table gate_opened (name text primary key);
        create unlogged table gate_arrival (name text not null);
        create index on gate_arrival (name);
        """;

    /// <summary>Longer than a test may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The grain's side: says that it came, and waits until the gate is open. The waiting itself takes no turns of the grain.</summary>
    public async Task PassAsync(string name, CancellationToken cancellationToken = default)
    {
        await ExecuteAsync("insert into gate_arrival values ($1)", name);
        await Task.Run(
            () => Eventually.TrueAsync($"gate {name} to open", () => cancellationToken.IsCancellationRequested ? Task.FromResult(true) : IsOpenAsync(name), within: Patience),
            CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>The test's side: waits until so many have come.</summary>
    public Task ArrivalsAsync(string name, int count = 1) => Eventually.TrueAsync(
        $"{count} arrivals at gate {name}",
        async () => await CountArrivalsAsync(name) >= count,
        async () => $"{await CountArrivalsAsync(name)} came.");

    public async Task<long> CountArrivalsAsync(string name)
    {
        await using var command = Command("select count(*) from gate_arrival where name = $1", name);
        return await command.ExecuteScalarAsync() is long count ? count : 0;
    }

    public Task OpenAsync(string name) => ExecuteAsync("insert into gate_opened values ($1) on conflict do nothing", name);

    private async Task<bool> IsOpenAsync(string name)
    {
        await using var command = Command("select exists (select from gate_opened where name = $1)", name);
        return await command.ExecuteScalarAsync() is true;
    }

    private async Task ExecuteAsync(string sql, string name)
    {
        await using var command = Command(sql, name);
        await command.ExecuteNonQueryAsync();
    }

    private NpgsqlCommand Command(string sql, string name)
    {
        var command = database.CreateCommand(sql);
        command.Parameters.Add(new() { Value = name });
        return command;
    }
}
