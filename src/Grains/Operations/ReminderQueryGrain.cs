using System.Collections.Immutable;
using Dapper;
using Npgsql;
using Nusaloka.Operations;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Operations;

/// <summary>Counts the reminders in the database. Under Microsoft Orleans due times stay behind, and periodic reminders look overdue.</summary>
[StatelessWorker]
[GrainType("reminder-query")]
internal sealed class ReminderQueryGrain(NpgsqlDataSource dataSource, TimeProvider time) : Grain, IReminderQueryGrain
{
    private const int MaxFigures = 100;

    /// <summary>A tick is sent when it is due and recorded when it was taken.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public async Task<ImmutableArray<ReminderFigures>> GetFiguresAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            select split_part(grain_id, '/', 1) as Kind, name as Name, count(*) as Count,
                   count(*) filter (where due_at < @Before) as Overdue, min(due_at) as NextDueAt
            from reminder
            group by 1, 2
            order by Overdue desc, Count desc, 1, 2
            limit @Limit
            """,
            new { Before = (time.GetUtcNow() - Grace).UtcDateTime, Limit = MaxFigures },
            cancellationToken: cancellationToken));
        return [.. rows.Select(static row => new ReminderFigures(row.Kind, row.Name, row.Count, row.Overdue, row.NextDueAt))];
    }

    private sealed record Row(string Kind, string Name, long Count, long Overdue, DateTime NextDueAt);
}
