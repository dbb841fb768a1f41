using Nusaloka.Persistence.Outbox;
using Nusaloka.Testing;
using Orleans.Storage;

namespace Nusaloka.Persistence.Tests.Outbox;

public sealed class OutboxAppendTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [Fact]
    public async Task Write_WithEvents_StoresThemInTheSameTransactionAndNotInTheState()
    {
        await using var host = new PersistenceHost(database);

        await host.WriteNewAsync(GrainId.Create("ticket", "append"), Ticket.With(1, "opened", "priced"));

        Assert.Equal(2, await database.ScalarAsync<long>(
            "select count(*) from outbox_event e join grain_state g on g.kind = e.source_kind and g.id = e.source_id and g.xmin = e.xmin where g.id = 'append'"));
        Assert.Equal("""{"number": 1}""", await database.ScalarAsync<string>("select state::text from grain_state where id = 'append'"));
        Assert.Equal(
            ["1/0 ticket opened", "1/1 ticket priced"],
            await database.ColumnAsync<string>(
                "select source_version || '/' || source_ordinal || ' ' || type || ' ' || (payload ->> 'name') from outbox_event where source_id = 'append' order by source_ordinal"));
    }

    [Fact]
    public async Task Write_EventIds_AreMadeFromSourceVersionAndOrdinal()
    {
        await using var host = new PersistenceHost(database);

        await host.WriteNewAsync(GrainId.Create("ticket", "ids"), Ticket.With(1, "a", "b"));

        Assert.Equal(
            [OutboxEventId.Of("ticket", "ids", 1, 0), OutboxEventId.Of("ticket", "ids", 1, 1)],
            await database.ColumnAsync<Guid>("select event_id from outbox_event where source_id = 'ids' order by source_ordinal"));
        Assert.NotEqual(OutboxEventId.Of("ticket", "ids", 1, 0), OutboxEventId.Of("ticket", "ids", 2, 0));
        Assert.Equal(8, OutboxEventId.Of("ticket", "ids", 1, 0).Version);
    }

    [Fact]
    public async Task Write_StateMadeFromTheLastOneByWith_SendsItsEventsNotAgain()
    {
        await using var host = new PersistenceHost(database);
        var id = GrainId.Create("ticket", "with");
        var state = await host.WriteNewAsync(id, Ticket.With(1, "opened"));

        await host.WriteAsync(id, state, (state.State ?? Ticket.With(0)) with { Number = 2 });
        await host.WriteAsync(id, state, Ticket.With(3, "closed"));

        Assert.Equal(["1 opened", "3 closed"], await database.ColumnAsync<string>(
            "select source_version || ' ' || (payload ->> 'name') from outbox_event where source_id = 'with' order by source_version"));
    }

    [Fact]
    public async Task Write_Stale_LeavesNoEvents()
    {
        await using var host = new PersistenceHost(database);
        var id = GrainId.Create("ticket", "stale");
        await host.WriteNewAsync(id, Ticket.With(1, "first"));

        await Assert.ThrowsAsync<InconsistentStateException>(() => host.WriteNewAsync(id, Ticket.With(1, "second")));

        Assert.Equal(["first"], await database.ColumnAsync<string>("select payload ->> 'name' from outbox_event where source_id = 'stale'"));
    }

    [Fact]
    public async Task Write_EventThatPostgresRefuses_FailsAlone()
    {
        await using var host = new PersistenceHost(database);

        var failures = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Record.ExceptionAsync(
            () => host.WriteNewAsync(GrainId.Create("ticket", $"refused{i}"), Ticket.With(i, i == 11 ? "\0" : "fine")))));

        Assert.Equal([11], failures.Index().Where(failure => failure.Item is not null).Select(failure => failure.Index));
        Assert.Equal(29, await database.ScalarAsync<long>("select count(*) from outbox_event join grain_state on id = source_id where source_id like 'refused%'"));
    }

    [Fact]
    public void PartitionOf_ManySources_UsesAllPartitions()
    {
        var partitions = Enumerable.Range(0, 1000).Select(i => OutboxPartition.Of("ticket", $"t{i}")).ToArray();

        Assert.Equal(Enumerable.Range(0, 8).Select(partition => (short)partition), partitions.Distinct().Order());
        Assert.Equal(OutboxPartition.Of("ticket", "t1"), partitions[1]);
    }
}
