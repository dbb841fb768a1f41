using Npgsql;
using Nusaloka.Bench.Measuring;

namespace Nusaloka.Bench.Counter;

/// <summary>
/// A durable counter in a grain, beside one prepared single-row UPDATE for each call over as many connections on the same
/// PostgreSQL. Afterwards the stored counts must add up to the calls that were answered.
/// </summary>
internal sealed class CounterBench : IBench
{
    private const int CounterCount = 1000;

    public string Name => "counter";

    public async IAsyncEnumerable<BenchRow> RunAsync(BenchContext context)
    {
        var grains = Enumerable.Range(0, CounterCount).Select(i => context.Grains.GetGrain<ICounterGrain>($"{i}")).ToArray();
        await using var dataSource = NpgsqlDataSource.Create(context.Postgres);
        var answered = 0L;
        foreach (var callers in new[] { 1, 64, 256 })
        {
            await using var statements = await PreparedUpdates.OpenAsync(context.Postgres, callers, CounterCount);
            yield return await Comparison.RunAsync(
                context, Name, $"durable increment, {CounterCount} grains, {callers} callers",
                $"prepared UPDATE, {callers} connections", callers,
                async (caller, n) =>
                {
                    await grains[Pick(caller, n)].IncrementAsync();
                    Interlocked.Increment(ref answered);
                },
                (caller, n) => statements.IncrementAsync(caller, Pick(caller, n)));
        }

        var stored = await ReadStoredAsync(dataSource);
        if (stored != answered)
            throw new InvariantBrokenException($"{answered} increments were answered, and the stored counts add up to {stored}.");
    }

    private static int Pick(int caller, long n) => (int)((caller * 131 + n * 17) % CounterCount);

    private static async Task<long> ReadStoredAsync(NpgsqlDataSource dataSource)
    {
        await using var command = dataSource.CreateCommand("""
            select coalesce(sum((state->>'count')::bigint), 0)::bigint from grain_state where kind = 'counter'
            """);
        return (long)(await command.ExecuteScalarAsync() ?? 0L);
    }
}
