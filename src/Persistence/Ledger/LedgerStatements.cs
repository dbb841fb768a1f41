using Npgsql;

namespace Nusaloka.Persistence.Ledger;

/// <summary>Makes a new connection of the ledger's lane ready.</summary>
internal static class LedgerStatements
{
    /// <summary>
    /// A silo that is paused while it holds locks loses them, and what it had not written; its connection, too. A batch that waits for longer
    /// for a lock of anybody else's is told that nothing was done, and goes on without what needs it. And whatever the server, its database or its role is set to, nobody hears that money has moved before that is on disk: with <c>synchronous_commit</c> off a server that dies forgets the last
    /// moments. Who waits for standbys too, or expressly not (<c>local</c>), has decided about those, and that stands.
    /// </summary>
    private const string Settings = """
        set idle_in_transaction_session_timeout = '1s';
        set lock_timeout = '5s';
        select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'
        """;

    /// <summary>Prepares all statements, with nothing in them: those with values from outside must not be prepared at their use.</summary>
    public static async Task PrepareAsync(NpgsqlConnection connection)
    {
        await using (var settings = new NpgsqlCommand(Settings, connection))
            await settings.ExecuteNonQueryAsync().ConfigureAwait(false);

        await using var reads = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                LedgerReads.Lock([]), LedgerReads.Accounts([]), LedgerReads.Holds([]), LedgerReads.Transfers([]),
                LedgerReads.Due([], DateTime.UnixEpoch),
            },
        };
        await reads.PrepareAsync().ConfigureAwait(false);
        await using var writes = LedgerWrite.Nothing(connection);
        await writes.PrepareAsync().ConfigureAwait(false);
    }
}
