using Microsoft.Extensions.Logging.Abstractions;
using Nusaloka.Persistence.Migrations;
using Nusaloka.Testing;

namespace Nusaloka.Persistence.Tests.Migrations;

public sealed class MigratorTests : IAsyncLifetime
{
    private PostgresDatabase _database = null!;

    public async Task InitializeAsync() => _database = await PostgresDatabase.CreateEmptyAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Migrate_EmptyDatabase_AppliesAllEmbeddedMigrationsInOrder()
    {
        var applied = await Migrator(Migration.EmbeddedIn(typeof(Migrator).Assembly)).MigrateAsync(default);

        Assert.Equal("grain_state_and_outbox", applied[0].Name);
        Assert.Equal(applied.Select(migration => migration.Number).Order(), applied.Select(migration => migration.Number));
        Assert.Equal(applied.Count, await _database.ScalarAsync<long>("select count(*) from schema_migration"));
        Assert.Equal(0, await _database.ScalarAsync<long>("select count(*) from grain_state"));
    }

    [Fact]
    public async Task Migrate_Again_AppliesNothing()
    {
        Migration[] migrations = [new(1, "one", "create table one (a int)"), new(2, "two", "create table two (a int)")];
        await Migrator(migrations).MigrateAsync(default);

        Assert.Empty(await Migrator(migrations).MigrateAsync(default));
    }

    [Fact]
    public async Task Migrate_FourAtOnce_OneAppliesAndTheOthersFindAllDone()
    {
        Migration[] migrations =
        [
            new(1, "one", "create table one (a int); insert into one values (1); select pg_sleep(0.2)"),
            new(2, "two", "insert into one values (2)"),
        ];

        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Migrator(migrations).MigrateAsync(default))));

        Assert.Equal([0, 0, 0, 2], applied.Select(fresh => fresh.Count).Order());
        Assert.Equal([1, 2], await _database.ColumnAsync<int>("select a from one order by a"));
    }

    [Fact]
    public async Task Migrate_ChangedAfterwards_SaysSoAndAppliesNothing()
    {
        await Migrator([new(1, "one", "create table one (a int)")]).MigrateAsync(default);

        var failure = await Assert.ThrowsAsync<MigrationException>(
            () => Migrator([new(1, "one", "create table one (a bigint)"), new(2, "two", "create table two (a int)")]).MigrateAsync(default));

        Assert.Contains("0001_one was changed", failure.Message, StringComparison.Ordinal);
        Assert.False(await _database.ScalarAsync<bool>("select exists (select from pg_tables where tablename = 'two')"));
    }

    [Fact]
    public async Task Migrate_OtherLineEnds_IsNoChange()
    {
        await Migrator([new(1, "one", "create table one (\n a int)")]).MigrateAsync(default);

        Assert.Empty(await Migrator([new(1, "one", "create table one (\r\n a int)")]).MigrateAsync(default));
    }

    [Fact]
    public async Task Migrate_FailingStatement_LeavesNothingOfThatMigrationAndCanBeRepaired()
    {
        Migration first = new(1, "one", "create table one (a int)");
        var failure = await Assert.ThrowsAsync<MigrationException>(
            () => Migrator([first, new(2, "two", "create table two (a int); select 1/0")]).MigrateAsync(default));

        var applied = await Migrator([first, new(2, "two", "create table two (a int)")]).MigrateAsync(default);

        Assert.Contains("0002_two failed", failure.Message, StringComparison.Ordinal);
        Assert.Equal([2], applied.Select(migration => migration.Number));
    }

    [Fact]
    public async Task Migrate_DatabaseOfANewerProgram_IsLeftAlone()
    {
        Migration first = new(1, "one", "create table one (a int)");
        await Migrator([first, new(2, "two", "create table two (a int)")]).MigrateAsync(default);

        Assert.Empty(await Migrator([first]).MigrateAsync(default));
    }

    private Migrator Migrator(IReadOnlyList<Migration> migrations) => new(_database.DataSource, NullLogger<Migrator>.Instance, migrations);
}
