using Nusaloka.Persistence.Ledger;
using Nusaloka.Testing;

namespace Nusaloka.Persistence.Tests.Ledger;

/// <summary>Whoever changes a row past the ledger, even as the superuser with triggers off, is found out.</summary>
public sealed class LedgerVerifierTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    // A flipped bit in the middle of the value, whatever its type; in a way that fits the checks of the column.
    public static TheoryData<string, string, string, string> Changes => new()
    {
        { "ledger_transfer", "id", "set id = overlay(id::text placing 'a' from 1)::uuid", "id" },
        { "ledger_transfer", "kind", "set kind = kind # 1", "kind" },
        { "ledger_transfer", "debit_account_id", "set debit_account_id = credit_account_id + 1000", "debit_account_id" },
        { "ledger_transfer", "credit_account_id", "set credit_account_id = credit_account_id + 1000", "credit_account_id" },
        { "ledger_transfer", "debit_seq", "set debit_seq = debit_seq # 1", "debit_seq" },
        { "ledger_transfer", "credit_seq", "set credit_seq = credit_seq # 1", "credit_seq" },
        { "ledger_transfer", "amount", "set amount = amount # 1", "amount" },
        { "ledger_transfer", "currency", "set currency = currency # 1", "currency" },
        { "ledger_transfer", "description", "set description = description || '.'", "description" },
        { "ledger_transfer", "reference", "set reference = coalesce(reference, '') || '.'", "reference" },
        { "ledger_transfer", "fingerprint", "set fingerprint = overlay(fingerprint placing 'z' from 1)", "fingerprint" },
        { "ledger_transfer", "created_at", "set created_at = created_at + interval '1 microsecond'", "created_at" },
        { "ledger_entry", "account_id", "set account_id = account_id + 1000", "account_id" },
        { "ledger_entry", "seq", "set seq = seq + 1000", "seq" },
        { "ledger_entry", "transfer_id", "set transfer_id = overlay(transfer_id::text placing 'a' from 1)::uuid", "transfer_id" },
        { "ledger_entry", "amount", "set amount = amount # 1", "amount" },
        { "ledger_entry", "balance_after", "set balance_after = balance_after # 1", "balance_after" },
        { "ledger_entry", "created_at", "set created_at = created_at + interval '1 microsecond'", "created_at" },
        { "ledger_batch", "chain", "set chain = overlay(chain::text placing 'a' from 1)::uuid", "chain" },
        { "ledger_batch", "seq", "set seq = seq + 1000", "seq" },
        { "ledger_batch", "transfer_ids", "set transfer_ids[1] = overlay(transfer_ids[1]::text placing 'a' from 1)::uuid", "transfer_ids" },
        { "ledger_batch", "leaves", "set leaves = set_byte(leaves, 5, get_byte(leaves, 5) # 1)", "leaves" },
        { "ledger_batch", "hash", "set hash = set_byte(hash, 5, get_byte(hash, 5) # 1)", "hash" },
        { "ledger_batch", "created_at", "set created_at = created_at + interval '1 microsecond'", "created_at" },
        { "ledger_account", "floor", "set floor = -1000000", "floor" },
        { "ledger_account", "balance", "set balance = balance # 1", "balance" },
        { "ledger_account", "entry_count", "set entry_count = entry_count # 1", "entry_count" },
        { "ledger_account", "received", "set received = received # 1", "received" },
        { "ledger_account", "held", "set held = held # 1", "held" },
        { "ledger_account", "last_entry_at", "set last_entry_at = last_entry_at + interval '1 microsecond'", "last_entry_at" },
        { "ledger_account", "currency", "set currency = currency # 1", "currency" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Verify_OneChangedColumn_NamesItsRow(string table, string column, string change, string named)
    {
        await PrepareAsync();
        var (key, where) = table switch
        {
            "ledger_transfer" => ("id::text", "id = (select id from ledger_transfer where description = 'the one')"),
            "ledger_entry" => ("account_id || '/' || seq", "(account_id, seq) = (select debit_account_id, debit_seq from ledger_transfer where description = 'the one')"),
            "ledger_batch" => ("chain || '/' || seq", "(select id from ledger_transfer where description = 'the one') = any (transfer_ids)"),
            _ => ("code", "code = 'wallet:c'"),
        };
        Assert.Null((await VerifyAsync()).Finding);
        var before = await database.ScalarAsync<string>($"select {key} from {table} where {where}");

        var changed = await database.ExecuteAsync($"set session_replication_role = replica; update {table} {change} where {where}; set session_replication_role = origin");
        var finding = (await VerifyAsync()).Finding;

        Assert.Equal(1, changed);
        Assert.Equal(table, finding?.Table);
        Assert.Contains(named, finding?.What);
        // A changed key names the row that is missing now, or the one that came instead.
        if (!key.Contains(column, StringComparison.Ordinal))
            Assert.Equal(before, finding?.Key);
    }

    [Theory]
    [InlineData("delete from ledger_batch b where seq = (select max(seq) from ledger_batch l where l.chain = b.chain)", "ledger_transfer")]
    [InlineData("delete from ledger_batch where seq = 2", "ledger_batch")]
    [InlineData("delete from ledger_transfer where description = 'the one'", "ledger_transfer")]
    [InlineData("delete from ledger_entry where transfer_id = (select id from ledger_transfer where description = 'the one')", "ledger_entry")]
    [InlineData("insert into ledger_entry select account_id, seq + 1, transfer_id, 5, balance_after + 5, created_at from ledger_entry where account_id = (select id from ledger_account where code = 'wallet:c') order by seq desc limit 1", "ledger_entry")]
    [InlineData("insert into ledger_transfer select gen_random_uuid(), kind, debit_account_id, credit_account_id, debit_seq, credit_seq, amount, currency, description, 'x', fingerprint, created_at from ledger_transfer where description = 'the one'", "ledger_transfer")]
    public async Task Verify_RowsThatWereRemovedOrAdded_NamesOne(string change, string table)
    {
        await PrepareAsync();

        await database.ExecuteAsync($"set session_replication_role = replica; {change}; set session_replication_role = origin");

        Assert.Equal(table, (await VerifyAsync()).Finding?.Table);
    }

    [Fact]
    public async Task Digest_ChangesWithEachBatchAndOnlyThen()
    {
        await PrepareAsync();
        var first = await VerifyAsync();
        var again = await VerifyAsync();
        await using var host = new PersistenceHost(database);
        await host.Get<ILedger>().PostAsync(Transfer("wallet:a", "wallet:b", 1, "later"));

        Assert.Equal(first, again);
        Assert.NotEqual(first.Digest, (await VerifyAsync()).Digest);
    }

    [Fact]
    public async Task Rows_CannotBeChangedWithTriggersOn()
    {
        await PrepareAsync();
        foreach (var table in new[] { "ledger_transfer", "ledger_entry", "ledger_batch" })
        {
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() => database.ExecuteAsync($"update {table} set created_at = now()"));
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() => database.ExecuteAsync($"delete from {table}"));
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() => database.ExecuteAsync($"truncate {table}"));
        }
    }

    private static LedgerPosting Transfer(string from, string to, long amount, string description) => new(
        Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), 0, from, to, Money.Rupiah(amount), description, "ref", new string('f', 64), null);

    private Task<LedgerVerification> VerifyAsync()
    {
        return new LedgerVerifier(database.DataSource).VerifyAsync(CancellationToken.None);
    }

    private async Task PrepareAsync()
    {
        await database.ExecuteAsync("""
            set session_replication_role = replica; truncate ledger_entry, ledger_transfer, ledger_hold, ledger_batch; delete from ledger_account where code like 'wallet:%';
            update ledger_account set balance = 0, held = 0, entry_count = 0, received = 0, last_entry_at = null, currency = 360; set session_replication_role = origin
            """);
        // Two processes, so two chains.
        foreach (var process in new[] { 1, 2 })
        {
            await using var host = new PersistenceHost(database);
            var ledger = host.Get<ILedger>();
            foreach (var code in new[] { "wallet:a", "wallet:b", "wallet:c" })
            {
                await ledger.OpenWalletAsync(code, Currency.Idr, tier: null, CancellationToken.None);
                await ledger.PostAsync(Transfer(LedgerAccountCode.Adjustment, code, 1_000, "funds"));
            }

            await Task.WhenAll(Enumerable.Range(1, 20).Select(i => ledger.PostAsync(Transfer("wallet:a", "wallet:b", i, $"{process}"))));
            if (process == 1)
                await ledger.PostAsync(Transfer("wallet:c", "wallet:b", 70, "the one"));
            await ledger.PostAsync(Transfer("wallet:c", "wallet:a", 7, "after it"));
        }
    }
}
