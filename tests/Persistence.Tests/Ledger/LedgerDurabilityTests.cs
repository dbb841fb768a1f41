using Npgsql;
using Nusaloka.Persistence.Ledger;
using Nusaloka.Testing;

namespace Nusaloka.Persistence.Tests.Ledger;

/// <summary>Whoever hears that money has moved may rely on it, whatever the database is set to.</summary>
public sealed class LedgerDurabilityTests
{
    [Theory]
    [InlineData("off", "on")]
    [InlineData("on", "on")]
    [InlineData("local", "local")]
    [InlineData("remote_write", "remote_write")]
    [InlineData("remote_apply", "remote_apply")]
    public async Task Commit_InADatabaseThatIsSetOtherwise_WaitsForTheDiskAtLeast(string set, string committed)
    {
        await using var database = await PostgresDatabase.CreateAsync();
        await database.ExecuteAsync($"""
            create table noted (setting text not null);
            create function note_setting() returns trigger language plpgsql as $$
            begin
                insert into noted values (current_setting('synchronous_commit'));
                return null;
            end $$;
            create trigger note_setting after insert on ledger_entry for each row execute function note_setting();
            do $$ begin execute format('alter database %I set synchronous_commit = {set}', current_database()); end $$;
            """);
        await using var host = new PersistenceHost(database);
        var (ledger, wallet) = (host.Get<ILedger>(), LedgerAccountCode.Wallet("paid"));
        await ledger.OpenWalletAsync(wallet, Currency.Idr, tier: null, CancellationToken.None);

        var posted = await ledger.PostAsync(new LedgerPosting(
            Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), 0, LedgerAccountCode.Adjustment, wallet, Money.Rupiah(1), "", null, "one", null));

        Assert.Equal(PostingOutcome.Posted, posted.Outcome);
        Assert.Equal(set, await SettingOfOthersAsync(database));
        Assert.Equal([committed, committed], await database.ColumnAsync<string>("select setting from noted"));
    }

    private static async Task<string> SettingOfOthersAsync(PostgresDatabase database)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("show synchronous_commit", connection);
        return (string)(await command.ExecuteScalarAsync() ?? "");
    }
}
