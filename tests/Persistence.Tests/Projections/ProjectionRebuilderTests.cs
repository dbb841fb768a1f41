using Npgsql;
using Nusaloka.Persistence.Projections;
using Nusaloka.Testing;

namespace Nusaloka.Persistence.Tests.Projections;

public sealed class ProjectionRebuilderTests : IAsyncLifetime
{
    private readonly PersonDatabase _fixture = new();

    private PostgresDatabase Database => _fixture.Database;

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Rebuild_TablesThatDrifted_ShowTheStatesAgain()
    {
        await using var host = _fixture.Host();
        await Task.WhenAll(Enumerable.Range(0, 1_200).Select(i => host.WriteNewAsync(GrainId.Create("person", $"p{i:D4}"), new Person($"Name {i}", "C"))));
        var cleared = await host.ReadAsync<Person>(GrainId.Create("person", "p0003"));
        await host.Storage.ClearStateAsync("state", GrainId.Create("person", "p0003"), cleared);
        await Database.ExecuteAsync("update person set name = 'drifted'; delete from person_city where id < 'p0500'; insert into person values ('ghost', 'Ghost')");

        var rebuilt = Assert.Single(await host.Get<ProjectionRebuilder>().RebuildAsync(kind: null, default));

        Assert.Equal(("person", nameof(PersonProjection), 1_199), (rebuilt.Kind, rebuilt.Projection, rebuilt.States));
        Assert.Equal(1_199, await Database.ScalarAsync<long>("select count(*) from person join person_city using (id)"));
        Assert.Equal(0, await DisagreementsAsync());
    }

    [Fact]
    public async Task Rebuild_OtherKind_TouchesNothing()
    {
        await using var host = _fixture.Host();
        await host.WriteNewAsync(GrainId.Create("person", "p"), new Person("N", "C"));
        await Database.ExecuteAsync("update person set name = 'drifted'");

        Assert.Empty(await host.Get<ProjectionRebuilder>().RebuildAsync("other", default));

        Assert.Equal("drifted", await Database.ScalarAsync<string>("select name from person"));
    }

    [Fact]
    public async Task Rebuild_UnderConcurrentWrites_LosesNoneAndReadersSeeNoHalf()
    {
        await using var host = _fixture.Host();
        await using var other = _fixture.Host();
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => host.WriteNewAsync(GrainId.Create("person", $"p{i:D3}"), new Person("0", "C"))));
        using var stop = new CancellationTokenSource();
        var smallest = long.MaxValue;
        var writes = 0;
        var writers = Enumerable.Range(0, 20).Select(i => Task.Run(() => WriteAsync(i % 2 == 0 ? host : other, i))).ToArray();
        var reader = Task.Run(ReadAsync);

        for (var i = 0; i < 5; i++)
        {
            var before = Volatile.Read(ref writes);
            await Eventually.TrueAsync("writes between rebuilds", () => Volatile.Read(ref writes) > before + 20);
            await host.Get<ProjectionRebuilder>().RebuildAsync("person", default);
        }

        await stop.CancelAsync();
        await Task.WhenAll(writers);
        await reader;

        Assert.Equal(300, smallest);
        Assert.Equal(0, await DisagreementsAsync());

        async Task WriteAsync(PersistenceHost through, int writer)
        {
            for (var round = 1; !stop.IsCancellationRequested; round++)
            {
                var id = GrainId.Create("person", $"p{(writer * 15) + (round % 15):D3}");
                var state = await through.ReadAsync<Person>(id);
                await through.WriteAsync(id, state, new Person($"{round}", "C"));
                Interlocked.Increment(ref writes);
            }
        }

        async Task ReadAsync()
        {
            while (!stop.IsCancellationRequested)
                smallest = Math.Min(smallest, await Database.ScalarAsync<long>("select count(*) from person"));
        }
    }

    [Fact]
    public async Task Rebuild_ProjectionThatFails_LeavesTheTablesAsTheyWere()
    {
        await using var host = _fixture.Host();
        await host.WriteNewAsync(GrainId.Create("person", "p"), new Person("N", "C"));
        await Database.ExecuteAsync("""insert into grain_state values ('person', 'z', 1, '{"name": "forbidden", "city": "C"}', now())""");

        await Assert.ThrowsAsync<PostgresException>(() => host.Get<ProjectionRebuilder>().RebuildAsync("person", default));

        Assert.Equal(["N"], await Database.ColumnAsync<string>("select name from person"));
    }

    [Fact]
    public async Task Repair_Some_ShowsThemAgainAndTouchesNoOthers()
    {
        await using var host = _fixture.Host();
        foreach (var id in new[] { "changed", "missing", "cleared", "other" })
            await host.WriteNewAsync(GrainId.Create("person", id), new Person($"Name of {id}", "C"));
        var cleared = await host.ReadAsync<Person>(GrainId.Create("person", "cleared"));
        await host.Storage.ClearStateAsync("state", GrainId.Create("person", "cleared"), cleared);
        await Database.ExecuteAsync(
            "update person set name = 'drifted'; delete from person where id = 'missing'; insert into person values ('ghost', 'Ghost'), ('cleared', 'Back')");

        await host.Get<ProjectionRebuilder>().RepairAsync("person", ["changed", "missing", "cleared", "ghost"], default);

        Assert.Equal(
            ["changed: Name of changed", "missing: Name of missing", "other: drifted"],
            await Database.ColumnAsync<string>("select id || ': ' || name from person join person_city using (id) order by id"));
        Assert.Equal(3, await Database.ScalarAsync<long>("select count(*) from person"));
    }

    [Fact]
    public async Task Repair_ThatFails_ChangesNothing()
    {
        await using var host = _fixture.Host();
        await host.WriteNewAsync(GrainId.Create("person", "p"), new Person("N", "C"));
        await Database.ExecuteAsync("""
            update person set name = 'drifted';
            insert into grain_state values ('person', 'z', 1, '{"name": "forbidden", "city": "C"}', now())
            """);

        await Assert.ThrowsAsync<PostgresException>(() => host.Get<ProjectionRebuilder>().RepairAsync("person", ["p", "z"], default));

        Assert.Equal(["drifted"], await Database.ColumnAsync<string>("select name from person"));
    }

    private Task<long> DisagreementsAsync() => Database.ScalarAsync<long>(
        """
        select count(*)
        from (select id, state ->> 'name' as name, state ->> 'city' as city from grain_state where kind = 'person' and state is not null) g
        full join (select id, name, city from person full join person_city using (id)) p using (id)
        where (g.name, g.city) is distinct from (p.name, p.city)
        """);
}
