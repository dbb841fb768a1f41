using System.Data.Common;
using Npgsql;
using Nusaloka.Persistence.GroupCommit;
using Nusaloka.Testing;

namespace Nusaloka.Persistence.Tests;

/// <summary>What callers of grains are told when the database failed: whether it was done, not done, or nobody knows.</summary>
public sealed class DatabaseFailureTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private static readonly GrainId Somebody = GrainId.Create("somebody", "1");

    [Fact]
    public void Commit_ThatIsUnknown_IsUnknownToCallersToo()
    {
        var unknown = new CommitUnknownException("lost", new TimeoutException());

        Assert.Same(unknown, Assert.IsType<OutcomeUnknownException>(DatabaseFailure.Of(unknown, Somebody)).InnerException);
        Assert.IsType<OrleansException>(DatabaseFailure.Of(new CommitRejectedException("full"), Somebody));
    }

    [Fact]
    public async Task Statement_WhoseSessionEnds_IsUnknown() => AssertUnknown(await FailAsync(Opened(), "select pg_terminate_backend(pg_backend_pid())"));

    [Fact]
    public async Task Statement_ThatTakesTooLong_IsUnknown()
    {
        var options = Opened();
        options.CommandTimeout = 1;

        AssertUnknown(await FailAsync(options, "select pg_sleep(30)"));
    }

    [Fact]
    public async Task Statement_WhoseConnectionIsCut_IsUnknown()
    {
        await using var proxy = new PostgresProxy(database.ConnectionString);
        await using var source = NpgsqlDataSource.Create(proxy.ConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        proxy.SwallowReplies();
        await using var command = new NpgsqlCommand("create table cut_off ()", connection);
        var running = command.ExecuteNonQueryAsync();
        await Eventually.TrueAsync("the statement to be done", async () => await database.ScalarAsync<bool>("select to_regclass('cut_off') is not null"));

        proxy.Cut();

        AssertUnknown(await Assert.ThrowsAnyAsync<DbException>(() => running));
    }

    [Theory]
    [InlineData("select 1 / 0")]
    [InlineData("insert into report values ('a', 0, gen_random_uuid(), gen_random_uuid(), 1, now())")]
    [InlineData("do $$ begin raise exception 'as the test wants' using errcode = '40001'; end $$")]
    public async Task Statement_ThatIsRefused_IsNotDone(string sql) => AssertNotDone(await FailAsync(Opened(), sql));

    [Fact]
    public async Task Database_ThatIsNotThere_HasDoneNothing()
    {
        var (nobodyListens, noSuchDatabase, noSuchRole) = (Opened(), Opened(), Opened());
        (nobodyListens.Host, nobodyListens.Port) = ("127.0.0.1", 1);
        noSuchDatabase.Database = "no_such_database";
        noSuchRole.Username = "no_such_role";

        AssertNotDone(await FailAsync(nobodyListens, "select 1"));
        AssertNotDone(await FailAsync(noSuchDatabase, "select 1"));
        AssertNotDone(await FailAsync(noSuchRole, "select 1"));
    }

    [Fact]
    public async Task Pool_OfWhichAllAreInUse_HasDoneNothing()
    {
        var options = Opened();
        (options.MaxPoolSize, options.Timeout) = (1, 1);
        await using var source = NpgsqlDataSource.Create(options.ConnectionString);
        await using var only = await source.OpenConnectionAsync();

        AssertNotDone(await Assert.ThrowsAnyAsync<DbException>(async () => await source.OpenConnectionAsync()));
    }

    [Fact]
    public void Read_HasNothingToLeaveUnknown() =>
        Assert.IsType<OrleansException>(DatabaseFailure.OfRead(new CommitUnknownException("lost", new TimeoutException()), Somebody));

    private NpgsqlConnectionStringBuilder Opened() => new(database.ConnectionString);

    private static async Task<DbException> FailAsync(NpgsqlConnectionStringBuilder options, string sql)
    {
        await using var source = NpgsqlDataSource.Create(options.ConnectionString);
        return await Assert.ThrowsAnyAsync<DbException>(async () =>
        {
            await using var command = source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        });
    }

    private static void AssertUnknown(DbException exception) => Assert.IsType<OutcomeUnknownException>(DatabaseFailure.Of(exception, Somebody));

    private static void AssertNotDone(DbException exception) => Assert.IsType<OrleansException>(DatabaseFailure.Of(exception, Somebody));
}
