using Npgsql;
using Nusaloka.Testing;

namespace Nusaloka.Runtime.Conformance.Silo.Observation;

/// <summary>
/// What grains did, in order, by a name that the test chose. It is kept in PostgreSQL, outside the cluster that is judged: silos may be
/// processes of their own, and may be killed.
/// </summary>
public sealed class Journal(NpgsqlDataSource database)
{
    /// <summary>The table, without a log: nothing here outlives the test.</summary>
    public const string Table = """
        create unlogged table journal (
            id bigint generated always as identity primary key,
            name text not null,
            entry text not null);
        create index on journal (name);
        """;

    public async Task WriteAsync(string name, string entry)
    {
        await using var command = database.CreateCommand("insert into journal (name, entry) values ($1, $2)");
        command.Parameters.Add(new() { Value = name });
        command.Parameters.Add(new() { Value = entry });
        await command.ExecuteNonQueryAsync();
    }

    public async Task<IReadOnlyList<string>> ReadAsync(string name)
    {
        await using var command = database.CreateCommand("select entry from journal where name = $1 order by id");
        command.Parameters.Add(new() { Value = name });
        await using var reader = await command.ExecuteReaderAsync();
        var entries = new List<string>();
        while (await reader.ReadAsync()) entries.Add(reader.GetString(0));
        return entries;
    }

    /// <summary>Waits until that was written, as often as said.</summary>
    public Task UntilAsync(string name, string entry, int times = 1) => Eventually.TrueAsync(
        $"{times} × '{entry}' in the journal of {name}",
        async () => (await ReadAsync(name)).Count(found => found == entry) >= times,
        async () => $"[{string.Join(", ", await ReadAsync(name))}].");
}
