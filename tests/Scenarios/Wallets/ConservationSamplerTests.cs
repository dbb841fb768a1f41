using Nusaloka.Testing;

namespace Nusaloka.Scenarios.Wallets;

/// <summary>The sampler sees what it is there to see.</summary>
public sealed class ConservationSamplerTests
{
    [Fact]
    public async Task Look_SoundLedger_FindsNothing()
    {
        await using var database = await LedgerAsync();

        Assert.Empty(await ConservationSampler.LookAsync(database.DataSource));
    }

    [Theory]
    [InlineData("update ledger_account set balance = balance + 1 where code = 'wallet:b'",
        "The balances of all accounts sum to 1, not to zero.", "wallet:b has balance 31 and 1 entries; its entries are 1 and sum to 30.")]
    [InlineData("delete from ledger_entry where amount = 30",
        "wallet:b has balance 30 and 1 entries; its entries are 0 and sum to 0.", "Transfer 00000000-0000-0000-0000-000000000002 has 1 entries that sum to -30.")]
    [InlineData("update ledger_account set floor = null, balance = -30 where code = 'wallet:a'",
        "wallet:a is below zero: -30.", "The balances of all accounts sum to -100, not to zero.")]
    [InlineData("update ledger_entry set amount = 31 where amount = 30",
        "wallet:b has balance 30 and 1 entries; its entries are 1 and sum to 31.", "Transfer 00000000-0000-0000-0000-000000000002 has 2 entries that sum to 1.")]
    public async Task Look_Damage_IsFound(string damage, string expected, string alsoExpected)
    {
        await using var database = await LedgerAsync();
        await database.ExecuteAsync("alter table ledger_entry disable trigger all");
        await database.ExecuteAsync(damage);

        var found = await ConservationSampler.LookAsync(database.DataSource);

        Assert.Contains(expected, found);
        Assert.Contains(alsoExpected, found);
    }

    [Fact]
    public async Task Stop_DamageThatWasRepaired_IsStillTold()
    {
        await using var database = await LedgerAsync();
        await using var sampler = new ConservationSampler(database.DataSource);
        await database.ExecuteAsync("update ledger_account set balance = balance + 1 where code = 'wallet:b'");
        await Eventually.TrueAsync("two looks", () => sampler.Samples >= 2);
        await database.ExecuteAsync("update ledger_account set balance = balance - 1 where code = 'wallet:b'");

        Assert.Contains("The balances of all accounts sum to 1, not to zero.", await sampler.StopAsync());
    }

    private static async Task<PostgresDatabase> LedgerAsync()
    {
        var database = await PostgresDatabase.CreateAsync();
        await database.ExecuteAsync("insert into ledger_account (code, currency, floor) values ('wallet:a', 360, 0), ('wallet:b', 360, 0)");
        await PostAsync("00000000-0000-0000-0000-000000000001", "system:gateway_clearing:sandbox", "wallet:a", 100);
        await PostAsync("00000000-0000-0000-0000-000000000002", "wallet:a", "wallet:b", 30);
        return database;

        Task PostAsync(string id, string debit, string credit, long amount) => database.ExecuteAsync(
            """
            with debit as (
                update ledger_account set balance = balance - $4, entry_count = entry_count + 1, last_entry_at = now(), version = version + 1
                where code = $2 returning id, balance, entry_count),
            credit as (
                update ledger_account
                set balance = balance + $4, received = received + $4, entry_count = entry_count + 1, last_entry_at = now(), version = version + 1
                where code = $3 returning id, balance, entry_count),
            transfer as (
                insert into ledger_transfer
                select $1, 1, d.id, c.id, d.entry_count, c.entry_count, $4, 360, '', null, 'f', now() from debit d, credit c)
            insert into ledger_entry
            select id, entry_count, $1, -$4, balance, now() from debit
            union all
            select id, entry_count, $1, $4, balance, now() from credit
            """,
            Guid.Parse(id), debit, credit, amount);
    }
}
