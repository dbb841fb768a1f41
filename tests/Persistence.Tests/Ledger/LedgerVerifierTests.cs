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
        { "ledger_account", "code", "set code = 'wallet:d'", "code" },
        { "ledger_account", "floor", "set floor = -1000000", "floor" },
        { "ledger_account", "tier", "set tier = 3", "tier" },
        { "ledger_account", "closed_at", "set closed_at = now()", "closed_at" },
        { "ledger_account", "created_at", "set created_at = created_at + interval '1 microsecond'", "created_at" },
        { "ledger_account", "version", "set version = 1", "version" },
        { "ledger_account", "spender", "set spender = -spender - 1", "spender" },
        { "ledger_account", "limits_month", "set limits_month = (limits_month - interval '1 month')::date", "limits_month" },
        { "ledger_account", "limits_day", "set limits_day = limits_day + 2, limits_month = date_trunc('month', limits_day + 2)::date", "limits_day" },
        { "ledger_account", "month_received", "set month_received = month_received # 1", "month_received" },
        { "ledger_account", "day_spent", "set day_spent = 0", "day_spent" },
        { "ledger_account_fact", "account_id", "set account_id = account_id + 1000", "" },
        { "ledger_account_fact", "seq", "set seq = seq + 1000", "seq" },
        { "ledger_account_fact", "code", "set code = code || 'x'", "a column of it" },
        { "ledger_account_fact", "currency", "set currency = currency # 1", "a column of it" },
        { "ledger_account_fact", "floor", "set floor = floor # 1", "a column of it" },
        { "ledger_account_fact", "tier", "set tier = 3", "a column of it" },
        { "ledger_account_fact", "closed_at", "set closed_at = now()", "a column of it" },
        { "ledger_account_fact", "created_at", "set created_at = created_at + interval '1 microsecond'", "a column of it" },
        { "ledger_account_fact", "noted_at", "set noted_at = noted_at + interval '1 microsecond'", "a column of it" },
        { "ledger_account_fact", "seal", "set seal = set_byte(seal, 5, get_byte(seal, 5) # 1)", "a column of it" },
        { "ledger_hold", "id", "set id = overlay(id::text placing 'a' from 1)::uuid", "what it is for" },
        { "ledger_hold", "kind", "set kind = kind # 1", "what it is for" },
        { "ledger_hold", "account_id", "set account_id = account_id + 1000", "what it is for" },
        { "ledger_hold", "payee_id", "set payee_id = payee_id + 1000", "what it is for" },
        { "ledger_hold", "amount", "set amount = amount + 5", "what it is for" },
        { "ledger_hold", "description", "set description = description || '.'", "what it is for" },
        { "ledger_hold", "fingerprint", "set fingerprint = overlay(fingerprint placing 'z' from 1)", "what it is for" },
        { "ledger_hold", "created_at", "set created_at = created_at + interval '1 microsecond'", "what it is for" },
        { "ledger_hold", "expires_at", "set expires_at = expires_at + interval '1 microsecond'", "what it is for" },
        { "ledger_hold", "counted_on", "set counted_on = counted_on - 1", "what it is for" },
        { "ledger_hold", "seal", "set seal = set_byte(seal, 5, get_byte(seal, 5) # 1)", "what it is for" },
        { "ledger_hold", "state", "set state = 'voided'", "how it ended" },
        { "ledger_hold", "resolved_by", "set resolved_by = overlay(resolved_by::text placing 'a' from 1)::uuid", "how it ended" },
        { "ledger_hold", "resolved_at", "set resolved_at = resolved_at + interval '1 microsecond'", "how it ended" },
        { "ledger_hold", "end_seal", "set end_seal = set_byte(end_seal, 5, get_byte(end_seal, 5) # 1)", "how it ended" },
        { "ledger_limit", "tier", "set tier = tier + 100", "a column of it" },
        { "ledger_limit", "valid_from", "set valid_from = valid_from + interval '1 microsecond'", "a column of it" },
        { "ledger_limit", "balance_cap", "set balance_cap = balance_cap + 1", "a column of it" },
        { "ledger_limit", "monthly_incoming", "set monthly_incoming = monthly_incoming + 1", "a column of it" },
        { "ledger_limit", "daily_outgoing", "set daily_outgoing = daily_outgoing + 1", "a column of it" },
        { "ledger_limit", "seal", "set seal = set_byte(seal, 5, get_byte(seal, 5) # 1)", "a column of it" },
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
            "ledger_account_fact" => ("account_id || '/' || seq", "(account_id, seq) = (select id, 1 from ledger_account where code = 'wallet:c')"),
            "ledger_hold" => ("id::text", "description = 'the hold'"),
            "ledger_limit" => ("tier || '/' || valid_from", "tier = 2"),
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

    [Fact]
    public async Task Changes_NameEveryColumnOfEveryTable()
    {
        // The owners of holds may hide them from their lists; that moves nothing. An identity cannot be updated. Room says nothing.
        var columns = await database.ScalarAsync<string>("""
            select string_agg(table_name || '.' || column_name, ' ' order by table_name collate "C", column_name collate "C") from information_schema.columns
            where table_schema = 'public' and table_name like 'ledger\_%' and column_name not like 'hidden\_from\_%'
              and table_name || '.' || column_name not in ('ledger_account.id', 'ledger_account.room')
            """);

        Assert.Equal(columns, string.Join(' ', Changes.Select(static change => $"{change[0]}.{change[1]}").Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Verify_AnAccountWithMoreHistory_IsAsItWasWritten()
    {
        await PrepareAsync();
        await using var host = new PersistenceHost(database);
        var ledger = host.Get<ILedger>();
        await ledger.SetTierAsync("wallet:a", 3, CancellationToken.None);
        var (captured, voided, open) = (NewId(), NewId(), NewId());
        foreach (var id in new[] { captured, voided, open })
            Assert.Equal(PostingOutcome.Posted, (await ledger.HoldAsync(Hold(id, "wallet:b", "wallet:a", 30))).Outcome);
        await ledger.CaptureAsync(Transfer("wallet:b", "wallet:a", 20, "captured") with { Limits = CountedLimits.Incoming }, captured);
        await ledger.VoidAsync(NewId(), voided, "wallet:b", Currency.Idr);
        await ledger.OpenWalletAsync("wallet:empty", Currency.Idr, tier: 2, CancellationToken.None);
        Assert.True(await ledger.CloseAccountAsync("wallet:empty", CancellationToken.None));

        Assert.Null((await VerifyAsync()).Finding);
        Assert.Equal(50, await database.ScalarAsync<long>("select day_spent from ledger_account where code = 'wallet:b'"));
    }

    [Fact]
    public async Task Anchors_ShowThatTheNewestBatchesAreGone()
    {
        await PrepareAsync();
        var anchors = new LedgerAnchors(database.DataSource);
        var ends = await anchors.ReadAsync(DateTimeOffset.UnixEpoch, CancellationToken.None);
        var read = ends.Select(static end => LedgerChainEnd.Parse($$"""{"message":"Ledger chain {{end}}","id":3151}""")).ToArray();
        Assert.Null(LedgerChainEnd.Parse($"Ledger chain {ends[0].Chain} {ends[0].Seq} 00 {ends[0].At:O}"));
        await using (var host = new PersistenceHost(database))
            await host.Get<ILedger>().PostAsync(Transfer("wallet:a", "wallet:b", 1, "later"));

        // Of two processes, and of those of their lanes that had something to do.
        Assert.True(ends.Length >= 2, $"{ends.Length} chains");
        Assert.Equal(ends, read);
        Assert.Null(await anchors.CompareAsync([.. ends], CancellationToken.None));
        Assert.Equal(ends.Length + 1, (await anchors.ReadAsync(DateTimeOffset.UnixEpoch, CancellationToken.None)).Length);
        // The whole of a chain with all that it moved, so that everything that is left fits together.
        await database.ExecuteAsync($"""
            set session_replication_role = replica;
            update ledger_account a set entry_count = 0, balance = 0, received = 0, held = 0, last_entry_at = null, version = 0, limits_month = null, limits_day = null;
            truncate ledger_entry, ledger_transfer, ledger_batch, ledger_hold;
            set session_replication_role = origin
            """);
        Assert.Null((await VerifyAsync()).Finding);
        var finding = await anchors.CompareAsync([.. ends], CancellationToken.None);
        Assert.Equal(("ledger_batch", $"{ends[0].Chain}/{ends[0].Seq}"), (finding?.Table, finding?.Key));
        Assert.NotNull(await anchors.CompareAsync([ends[1] with { Hash = new string('0', 64) }], CancellationToken.None));
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
        foreach (var (table, change) in new[]
        {
            ("ledger_transfer", "created_at = now()"), ("ledger_entry", "created_at = now()"), ("ledger_batch", "created_at = now()"),
            ("ledger_account_fact", "tier = 3"), ("ledger_hold", "amount = amount + 5"), ("ledger_hold", "state = 'expired'"), ("ledger_limit", "balance_cap = null"),
        })
        {
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() => database.ExecuteAsync($"update {table} set {change}"));
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() => database.ExecuteAsync($"delete from {table}"));
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() => database.ExecuteAsync($"truncate {table}"));
        }
    }

    private static LedgerHold Hold(Guid id, string from, string to, long amount) => new(
        id, 0, from, to, Money.Rupiah(amount), "the hold", TimeProvider.System.GetUtcNow().AddHours(1), new string('f', 64), null)
    {
        Limits = CountedLimits.Outgoing,
    };

    private static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    private static LedgerPosting Transfer(string from, string to, long amount, string description) =>
        new(NewId(), 0, from, to, Money.Rupiah(amount), description, "ref", new string('f', 64), null) { Limits = CountedLimits.Incoming | CountedLimits.Outgoing };

    private Task<LedgerVerification> VerifyAsync()
    {
        return new LedgerVerifier(database.DataSource).VerifyAsync(new LimitedKinds([0, 1, 3], [0, 2, 5]), CancellationToken.None);
    }

    private async Task PrepareAsync()
    {
        await database.ExecuteAsync("""
            set session_replication_role = replica; truncate ledger_entry, ledger_transfer, ledger_hold, ledger_batch; delete from ledger_account where code like 'wallet:%';
            delete from ledger_account_fact f where not exists (select from ledger_account a where a.id = f.account_id);
            truncate ledger_limit;
            insert into ledger_limit values (1, '2022-07-01 00:00:00+07', 2000000, 40000000, 2000000, ''), (2, '2022-07-01 00:00:00+07', 20000000, 40000000, 20000000, '');
            update ledger_limit l set seal = ledger_limit_seal(l);
            update ledger_account set balance = 0, held = 0, entry_count = 0, received = 0, last_entry_at = null, currency = 360, version = 0, spender = 0,
                limits_month = null, limits_day = null, month_received = 0, day_spent = 0;
            set session_replication_role = origin
            """);
        // Two processes, so two chains.
        foreach (var process in new[] { 1, 2 })
        {
            await using var host = new PersistenceHost(database);
            var ledger = host.Get<ILedger>();
            foreach (var code in new[] { "wallet:a", "wallet:b", "wallet:c" })
            {
                await ledger.OpenWalletAsync(code, Currency.Idr, tier: 2, CancellationToken.None);
                await ledger.PostAsync(Transfer(LedgerAccountCode.Adjustment, code, 1_000, "funds") with { Limits = CountedLimits.Incoming });
            }

            await Task.WhenAll(Enumerable.Range(1, 20).Select(i => ledger.PostAsync(Transfer("wallet:a", "wallet:b", i, $"{process}"))));
            if (process == 1)
            {
                await ledger.PostAsync(Transfer("wallet:c", "wallet:b", 70, "the one"));
                var hold = NewId();
                await ledger.HoldAsync(Hold(hold, "wallet:c", "wallet:a", 30));
                await ledger.CaptureAsync(Transfer("wallet:c", "wallet:a", 25, "captured") with { Limits = CountedLimits.Incoming }, hold);
            }

            await ledger.PostAsync(Transfer("wallet:c", "wallet:a", 7, "after it"));
        }
    }
}
