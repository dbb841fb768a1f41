using Npgsql;
using Nusaloka.Bench.Measuring;

namespace Nusaloka.Bench.Ledger;

/// <summary>Checks the ledger's invariants in one snapshot, and that what was committed was on disk.</summary>
internal static class LedgerCheck
{
    public static async Task RunAsync(string postgres, long walletTotal)
    {
        await DurabilityCheck.RunAsync(postgres);
        await using var connection = new NpgsqlConnection(postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("""
            select (select sum(balance) from ledger_account)::bigint,
                   (select sum(balance) from ledger_account where floor is not null)::bigint,
                   (select count(*) from ledger_account a
                     where a.balance <> (select coalesce(sum(amount), 0) from ledger_entry e where e.account_id = a.id)
                        or a.entry_count <> (select count(*) from ledger_entry e where e.account_id = a.id)
                        or a.entry_count <> (select coalesce(max(seq), 0) from ledger_entry e where e.account_id = a.id)),
                   (select count(*) from (
                        select balance_after - lag(balance_after, 1, 0) over (partition by account_id order by seq) as step, amount
                        from ledger_entry) s where step <> amount)
            """, connection) { CommandTimeout = 600 };
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        Expect(reader.GetInt64(0) == 0, $"all ledger accounts add up to {reader.GetInt64(0)} and not to 0");
        Expect(reader.GetInt64(1) == walletTotal, $"the wallets hold {reader.GetInt64(1)} and not {walletTotal}");
        Expect(reader.GetInt64(2) == 0, $"{reader.GetInt64(2)} accounts differ from their entries");
        Expect(reader.GetInt64(3) == 0, $"{reader.GetInt64(3)} entries have a wrong running balance");
    }

    private static void Expect(bool holds, string broken)
    {
        if (!holds)
            throw new InvariantBrokenException($"The ledger is wrong: {broken}.");
    }
}
