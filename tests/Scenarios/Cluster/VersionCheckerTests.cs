using Npgsql;
using Nusaloka.Testing;

namespace Nusaloka.Scenarios.Cluster;

/// <summary>The checker sees what it is there to see, and the log what happens.</summary>
public sealed class VersionCheckerTests
{
    private static readonly StateWrite[] Sound =
    [
        new("account", "a", null, 1, 11),
        new("account", "b", 7, 8, 11),
        new("account", "a", 1, 2, 12),
        new("account", "a", 2, 3, 11),
    ];

    [Fact]
    public void Check_EachOnTheOneBefore_FindsNothing() => Assert.Empty(VersionChecker.Check(Sound));

    [Fact]
    public void Check_TwoOnTheSame_NamesBothWriters() => Assert.Equal(
        ["account/a: version 3 was written over 2 by connection 13, after 3 was written by connection 11."],
        VersionChecker.Check([.. Sound, new("account", "a", 2, 3, 13)]));

    [Fact]
    public void Check_Gap_IsFound() => Assert.Equal(
        ["account/a: version 5 was written over 3."], VersionChecker.Check([.. Sound, new("account", "a", 3, 5, 11)]));

    [Fact]
    public void Check_BeginsAboveOne_IsFound() => Assert.Equal(
        ["account/c: version 2 was written over nothing."], VersionChecker.Check([.. Sound, new("account", "c", null, 2, 11)]));

    [Fact]
    public void Check_Deleted_IsFound() => Assert.Single(VersionChecker.Check([.. Sound, new("account", "a", 3, null, 11)]));

    [Fact]
    public async Task Read_WritesInTheDatabase_AreLoggedInOrder()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        await VersionLog.InstallAsync(database.DataSource);

        await CommitAsync(database.DataSource, version: 0);
        await CommitAsync(database.DataSource, version: 1);
        await database.ExecuteAsync("update grain_state set version = 5");

        var writes = await VersionLog.ReadAsync(database.DataSource);
        Assert.Equal([(null, 1L), (1L, 2L), (2L, 5L)], writes.Select(write => (write.Before, write.After)));
        Assert.Equal(["k/g: version 5 was written over 2."], VersionChecker.Check(writes));
    }

    private static async Task CommitAsync(NpgsqlDataSource database, long version)
    {
        await using var command = database.CreateCommand("select grain_state_commit(array['k'], array['g'], array[$1], array['{}'::jsonb])");
        command.Parameters.Add(new NpgsqlParameter { Value = version });
        await command.ExecuteNonQueryAsync();
    }
}
