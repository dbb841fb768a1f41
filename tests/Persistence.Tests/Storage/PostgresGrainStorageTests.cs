using System.Text.Json.Serialization;
using Nusaloka.Testing;
using Orleans.Storage;

namespace Nusaloka.Persistence.Tests.Storage;

public sealed class PostgresGrainStorageTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [Fact]
    public async Task Write_VersionsStartAtOneAndStepByOne_ThroughClears()
    {
        await using var host = new PersistenceHost(database);
        var id = GrainId.Create("counter", "steps");

        var state = await host.WriteNewAsync(id, new Counter(1));
        var etags = new List<string?> { state.ETag };
        await host.WriteAsync(id, state, new Counter(2));
        etags.Add(state.ETag);
        await host.Storage.ClearStateAsync("state", id, state);
        etags.Add(state.ETag);
        await host.WriteAsync(id, state, new Counter(3));
        etags.Add(state.ETag);

        Assert.Equal(["1", "2", "3", "4"], etags);
    }

    [Fact]
    public async Task Write_FiftyParallelWritersOfOneGrain_EveryVersionIsWrittenOnce()
    {
        await using var first = new PersistenceHost(database);
        await using var second = new PersistenceHost(database);
        var id = GrainId.Create("counter", "contended");
        var lost = 0;

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => IncrementAsync(i % 2 == 0 ? first : second)));

        var stored = await first.ReadAsync<Counter>(id);
        Assert.Equal("50", stored.ETag);
        Assert.Equal(new Counter(50), stored.State);
        Assert.True(lost > 0, "Fifty writers never met: the test did not test anything.");

        async Task IncrementAsync(PersistenceHost host)
        {
            while (true)
            {
                var state = await host.ReadAsync<Counter>(id);
                try
                {
                    await host.WriteAsync(id, state, new Counter((state.State?.Count ?? 0) + 1));
                    return;
                }
                catch (InconsistentStateException)
                {
                    Interlocked.Increment(ref lost);
                }
            }
        }
    }

    [Fact]
    public async Task Write_StateName_BecomesPartOfTheKindUnlessItIsTheUsualOne()
    {
        await using var host = new PersistenceHost(database);
        var id = GrainId.Create("account", "named");

        await host.Storage.WriteStateAsync("state", id, new GrainState<Counter>(new Counter(1)));
        await host.Storage.WriteStateAsync("profile", id, new GrainState<Counter>(new Counter(2)));

        Assert.Equal(["account", "account/profile"], await database.ColumnAsync<string>("select kind from grain_state where id = 'named' order by kind"));
    }

    [Fact]
    public async Task Read_StoredByANewerProgram_IgnoresMembersItDoesNotKnow()
    {
        await using var host = new PersistenceHost(database);
        await database.ExecuteAsync(
            """insert into grain_state values ('counter', 'newer', 4, '{"count": 9, "note": "n", "colour": {"r": 1}}', now())""");

        var state = await host.ReadAsync<Counter>(GrainId.Create("counter", "newer"));

        Assert.Equal(new Counter(9, "n"), state.State);
        Assert.Equal("4", state.ETag);
    }

    [Fact]
    public async Task Write_AllKindsOfMembers_ComeBackAsTheyWere()
    {
        await using var host = new PersistenceHost(database);
        var id = GrainId.Create("rich", "1");
        var value = new Rich(
            new DateTimeOffset(2026, 2, 28, 23, 59, 59, 999, TimeSpan.FromHours(7)), 12345678901234567.89m, Colour.DarkGreen, null,
            ["a", "é"], new Dictionary<string, int> { ["Kunci"] = 1 }, new Circle(2), Guid.Parse("0199aabb-0000-7000-8000-000000000001"), new DateOnly(2026, 3, 1));

        await host.WriteNewAsync(id, value);
        var read = (await host.ReadAsync<Rich>(id)).State;

        Assert.NotNull(read);
        Assert.Equal(value with { Words = read.Words, Numbers = read.Numbers }, read);
        Assert.Equal(value.Words, read.Words);
        Assert.Equal(value.Numbers, read.Numbers);
        Assert.Equal("dark_green", await database.ScalarAsync<string>("select state ->> 'colour' from grain_state where kind = 'rich'"));
    }

    [Fact]
    public async Task Write_ETagOfAnotherStorage_IsAConflict()
    {
        await using var host = new PersistenceHost(database);
        var state = new GrainState<Counter>(new Counter(1), "W/\"abc\"");

        await Assert.ThrowsAsync<InconsistentStateException>(() => host.Storage.WriteStateAsync("state", GrainId.Create("counter", "foreign"), state));
    }

    [Fact]
    public async Task Write_HotRow_IsUpdatedInPlace()
    {
        await using var host = new PersistenceHost(database);
        var id = GrainId.Create("counter", "hot");
        var state = await host.WriteNewAsync(id, new Counter(0));

        for (var i = 1; i <= 300; i++)
            await host.WriteAsync(id, state, new Counter(i));

        // A row that grew by non-HOT updates would have an index entry per version.
        Assert.True(await database.ScalarAsync<long>("select pg_relation_size('grain_state_pkey')") <= 3 * 8192);
    }

    [Theory]
    [InlineData(0.1, 0.1)]
    [InlineData(0.0, 0.4)]
    public async Task FaultInjection_CounterThatReadsAgainAfterAFault_LosesNothingAcknowledged(double refuse, double forget)
    {
        await using var host = new PersistenceHost(database);
        var faulty = new FaultInjectingGrainStorage(host.Storage, Console.WriteLine, refuse, forget);
        var id = GrainId.Create("counter", $"faulty-{refuse}-{forget}");
        var acknowledged = 0;

        for (var i = 0; i < 200; i++)
        {
            var state = await host.ReadAsync<Counter>(id);
            state.State = new Counter((state.State?.Count ?? 0) + 1);
            try
            {
                await faulty.WriteStateAsync("state", id, state);
                acknowledged++;
            }
            catch (IOException)
            {
            }
        }

        var stored = (await host.ReadAsync<Counter>(id)).State;
        Assert.True(faulty.Forgotten > 0);
        Assert.Equal(acknowledged + faulty.Forgotten, stored?.Count);
    }

    private enum Colour
    {
        Red,
        DarkGreen,
    }

    [JsonDerivedType(typeof(Circle), "circle")]
    [JsonDerivedType(typeof(Square), "square")]
    private abstract record Shape;

    private sealed record Circle(int R) : Shape;

    private sealed record Square(int Side) : Shape;

    private sealed record Rich(
        DateTimeOffset At, decimal Rate, Colour Colour, string? Nothing, IReadOnlyList<string> Words,
        IReadOnlyDictionary<string, int> Numbers, Shape Shape, Guid Id, DateOnly Day);
}
