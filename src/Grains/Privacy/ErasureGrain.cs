using System.Collections.Immutable;
using Dapper;
using Npgsql;

namespace Nusaloka.Grains.Privacy;

/// <summary>The table <c>identifier_erasure</c>: what is to be deleted, and when. A reminder runs while it holds anything.</summary>
internal sealed class ErasureGrain(NpgsqlDataSource dataSource, TimeProvider time) : Grain, IErasureGrain, IRemindable
{
    private const string ReminderName = "erase";
    private const int AtOnce = 500;

    /// <summary>Well above the time for which an idle activation is kept.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromDays(1);

    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    public async Task ScheduleAsync(ImmutableArray<string> identifierKeys, CancellationToken cancellationToken)
    {
        // One that runs is left alone: registering it again would put its next tick off, for ever where somebody leaves each hour.
        if (await this.GetReminder(ReminderName) is null)
            await this.RegisterOrUpdateReminder(ReminderName, Period, Period);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "insert into identifier_erasure (identifier_key, due_at) select key, @Due from unnest(@Keys) key on conflict (identifier_key) do nothing",
            new { Due = (time.GetUtcNow() + Delay).UtcDateTime, Keys = identifierKeys.ToArray() }, cancellationToken: cancellationToken));
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await using var connection = await dataSource.OpenConnectionAsync();
        var now = time.GetUtcNow().UtcDateTime;

        // Somebody else may have the identifier by now: then its row is theirs, and what is scheduled is done with.
        while (await connection.ExecuteAsync(
            """
            with due as (
                select identifier_key from identifier_erasure where due_at <= @now order by due_at limit @AtOnce for update skip locked
            ), deleted as (
                delete from grain_state g using due
                where g.kind = 'identifier' and g.id = due.identifier_key and g.state ->> 'account_id' is null
            )
            delete from identifier_erasure e using due where e.identifier_key = due.identifier_key
            """,
            new { now, AtOnce }) > 0)
        {
        }

        if (!await connection.ExecuteScalarAsync<bool>("select exists (select from identifier_erasure)")
            && await this.GetReminder(ReminderName) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }
}
