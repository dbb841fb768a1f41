using Npgsql;

namespace Nusaloka.Bench.Ledger;

/// <summary>Ledger accounts of a baseline's own, because a wallet's grain notices when somebody else spends its money; with money from outside.</summary>
internal static class FundedAccounts
{
    private const string Fund = """
        with opened as (insert into ledger_account (code, currency, floor, balance, entry_count, received)
                        select $3 || i, 360, 0, $2, 1, $2 from generate_series(0, $1 - 1) i returning id),
        source as (update ledger_account set balance = balance - $1 * $2, entry_count = entry_count + $1, version = version + 1
                    where code = 'system:adjustment' returning id, balance, entry_count),
        moved as (select opened.id, gen_random_uuid() as transfer, row_number() over () as n from opened),
        transfers as (insert into ledger_transfer
                      select m.transfer, 1, s.id, m.id, s.entry_count - $1 + m.n, 1, $2, 360, '', null, 'fund', clock_timestamp() from moved m, source s)
        insert into ledger_entry
        select s.id, s.entry_count - $1 + m.n, m.transfer, -$2, s.balance + ($1 - m.n) * $2, clock_timestamp() from moved m, source s
        union all
        select m.id, 1, m.transfer, $2, $2, clock_timestamp() from moved m
        """;

    /// <summary>Opens accounts 0, 1, 2, … whose codes begin so.</summary>
    public static async Task OpenAsync(NpgsqlConnection connection, string prefix, int accounts, long balance)
    {
        await using var fund = new NpgsqlCommand(Fund, connection) { CommandTimeout = 120 };
        fund.Parameters.Add(new NpgsqlParameter<long> { TypedValue = accounts });
        fund.Parameters.Add(new NpgsqlParameter<long> { TypedValue = balance });
        fund.Parameters.Add(new NpgsqlParameter<string> { TypedValue = prefix });
        await fund.ExecuteNonQueryAsync();
    }
}
