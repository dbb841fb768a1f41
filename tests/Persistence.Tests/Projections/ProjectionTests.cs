using Npgsql;
using Nusaloka.Testing;
using Orleans.Storage;

namespace Nusaloka.Persistence.Tests.Projections;

public sealed class ProjectionTests(PersonDatabase fixture) : IClassFixture<PersonDatabase>
{
    private readonly PostgresDatabase _database = fixture.Database;

    [Fact]
    public async Task Write_ThenClear_TheTablesFollowTheState()
    {
        await using var host = fixture.Host();
        var id = GrainId.Create("person", "follows");

        var state = await host.WriteNewAsync(id, new Person("Sari", "Jakarta", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(7))));
        await host.WriteAsync(id, state, new Person("Sari Dewi", "Ubud"));
        var shown = await _database.ScalarAsync<string>("select p.name || ', ' || c.city from person p join person_city c using (id) where id = 'follows'");
        await host.Storage.ClearStateAsync("state", id, state);

        Assert.Equal("Sari Dewi, Ubud", shown);
        Assert.Equal(0, await CountAsync("follows"));
    }

    [Fact]
    public async Task Write_StateAndProjection_AreOneTransaction()
    {
        await using var host = fixture.Host();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => host.WriteNewAsync(GrainId.Create("person", $"one{i}"), new Person("P", "C"))));

        Assert.Equal(50, await _database.ScalarAsync<long>(
            """
            select count(*) from grain_state g join person p using (id) join person_city c using (id)
            where g.kind = 'person' and g.id like 'one%' and g.xmin = p.xmin and g.xmin = c.xmin
            """));
    }

    [Fact]
    public async Task Write_ProjectionRefusedByPostgres_LeavesNeitherAndTheOthersGoOn()
    {
        await using var host = fixture.Host();

        var failures = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Record.ExceptionAsync(
            () => host.WriteNewAsync(GrainId.Create("person", $"refused{i}"), new Person(i == 57 ? "forbidden" : "fine", "C")))));

        Assert.Equal(PostgresErrorCodes.CheckViolation, Assert.IsType<PostgresException>(Assert.Single(failures, failure => failure is not null)).SqlState);
        Assert.Equal(0, await CountAsync("refused57"));
        Assert.Equal(99, await _database.ScalarAsync<long>("select count(*) from grain_state join person using (id) where kind = 'person' and id like 'refused%'"));
    }

    [Fact]
    public async Task Write_ProjectionValueThatNpgsqlCannotWrite_LeavesNeitherAndTheOthersGoOn()
    {
        await using var host = fixture.Host();

        var failures = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Record.ExceptionAsync(
            () => host.WriteNewAsync(GrainId.Create("person", $"form{i}"), new Person(i == 13 ? "no form" : "fine", "C")))));

        Assert.Equal([13], failures.Index().Where(failure => failure.Item is not null).Select(failure => failure.Index));
        Assert.Equal(29, await _database.ScalarAsync<long>("select count(*) from grain_state join person using (id) where kind = 'person' and id like 'form%'"));
    }

    [Fact]
    public async Task Write_ProjectionTextWithNul_LeavesNeitherAndTheOthersGoOn()
    {
        await using var host = fixture.Host();

        // NUL in a text parameter, again and again: each time found by PostgreSQL after the batch was sent.
        var failures = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Record.ExceptionAsync(
            () => host.WriteNewAsync(GrainId.Create("person", $"nul{i}"), new Person(i % 10 == 3 ? "a\0b" : "fine", "C")))));

        Assert.Equal([3, 13, 23, 33], failures.Index().Where(failure => failure.Item is not null).Select(failure => failure.Index));
        Assert.All(failures.OfType<Exception>(), failure => Assert.IsType<PostgresException>(failure));
        Assert.Equal(36, await _database.ScalarAsync<long>("select count(*) from grain_state join person using (id) where kind = 'person' and id like 'nul%'"));
    }

    [Fact]
    public async Task Write_ProjectionThrows_FailsBeforeAnythingIsSent()
    {
        await using var host = fixture.Host();

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.WriteNewAsync(GrainId.Create("person", "thrown"), new Person("P", "unprojectable")));

        Assert.Equal(0, await CountAsync("thrown"));
        Assert.Equal(0, host.CommittedWrites);
    }

    [Fact]
    public async Task Write_Stale_LeavesNoProjectionRows()
    {
        await using var host = fixture.Host();
        var id = GrainId.Create("person", "stale");
        await host.WriteNewAsync(id, new Person("Current", "Jakarta"));

        // One stale write among fresh ones of the same batch.
        var fresh = Enumerable.Range(0, 20).Select(i => host.WriteNewAsync(GrainId.Create("person", $"fresh{i}"), new Person("P", "C"))).ToArray();
        var stale = host.WriteNewAsync(id, new Person("Stale", "Nowhere"));

        await Assert.ThrowsAsync<InconsistentStateException>(() => stale);
        await Task.WhenAll(fresh);
        Assert.Equal("Current", await _database.ScalarAsync<string>("select name from person where id = 'stale'"));
        Assert.Equal(20, await _database.ScalarAsync<long>("select count(*) from person where id like 'fresh%'"));
    }

    [Fact]
    public async Task Write_OtherStateTypeUnderTheKind_SaysWhatIsWrong()
    {
        await using var host = fixture.Host();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => host.WriteNewAsync(GrainId.Create("person", "wrong"), new Storage.Counter(1)));

        Assert.Contains("PersonProjection is registered for kind 'person'", failure.Message, StringComparison.Ordinal);
    }

    private Task<long> CountAsync(string id) => _database.ScalarAsync<long>(
        """
        select (select count(*) from grain_state where kind = 'person' and id = $1 and state is not null)
             + (select count(*) from person where id = $1) + (select count(*) from person_city where id = $1)
        """,
        id);
}
