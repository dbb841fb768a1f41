using Npgsql;

namespace Nusaloka.Bench.Ledger;

/// <summary>Stored functions without grains: a plain one for each transfer, or the ledger's own for a whole batch.</summary>
internal sealed class PostingCalls : IAsyncDisposable
{
    /// <summary>What a stored function of a plain service would be: both rows locked in order, one check, four writes.</summary>
    private const string OneFunction = """
        create or replace function bench_post(p_id uuid, p_from text, p_to text) returns text language plpgsql as $$
        declare debit ledger_account; credit ledger_account; account ledger_account;
        begin
            for account in select * from ledger_account a where a.code in (p_from, p_to) order by a.id for no key update loop
                if account.code = p_from then debit := account; else credit := account; end if;
            end loop;
            if debit.balance < 1 then return 'insufficient'; end if;
            update ledger_account set balance = balance - 1, entry_count = entry_count + 1, version = version + 1
             where id = debit.id returning * into debit;
            update ledger_account set balance = balance + 1, entry_count = entry_count + 1, version = version + 1, received = received + 1
             where id = credit.id returning * into credit;
            insert into ledger_transfer values
                (p_id, 3, debit.id, credit.id, debit.entry_count, credit.entry_count, 1, 360, '', null, 'bench', clock_timestamp());
            insert into ledger_entry values
                (debit.id, debit.entry_count, p_id, -1, debit.balance, clock_timestamp()),
                (credit.id, credit.entry_count, p_id, 1, credit.balance, clock_timestamp());
            return 'posted';
        end $$
        """;

    private const string One = "select bench_post($1, $2, $3)";

    private const string Many = """
        select outcome from ledger_commit(
            false, $1, array_fill('transfer'::text, array[cardinality($2)]), $2, array_fill(3::smallint, array[cardinality($2)]), $3, $4,
            array_fill(1::bigint, array[cardinality($2)]), array_fill(360::smallint, array[cardinality($2)]),
            array_fill(''::text, array[cardinality($2)]), array_fill(null::text, array[cardinality($2)]),
            array_fill('bench'::text, array[cardinality($2)]), array_fill(3::smallint, array[cardinality($2)]), array_fill(null::bigint, array[cardinality($2)]),
            array_fill(null::uuid, array[cardinality($2)]), array_fill(null::timestamptz, array[cardinality($2)]),
            '00000000-0000-0000-0000-00000000000b', 0::smallint, false)
        """;

    /// <summary>Accounts of its own, because a wallet's grain notices when somebody else spends its money; with money from outside.</summary>
    private const string Fund = """
        with opened as (insert into ledger_account (code, currency, floor, balance, entry_count, received)
                        select 'wallet:bare-' || i, 360, 0, $2, 1, $2 from generate_series(0, $1 - 1) i returning id),
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

    private readonly NpgsqlConnection[] _connections;

    private PostingCalls(NpgsqlConnection[] connections) => _connections = connections;

    /// <summary>Opens connections, and accounts with money in them.</summary>
    public static async Task<PostingCalls> OpenAsync(string postgres, int count, int accounts, long balance)
    {
        var connectionString = new NpgsqlConnectionStringBuilder(postgres) { Pooling = false, MaxAutoPrepare = 20, AutoPrepareMinUsages = 1 }.ConnectionString;
        var connections = new NpgsqlConnection[count];
        for (var i = 0; i < count; i++)
        {
            connections[i] = new NpgsqlConnection(connectionString);
            await connections[i].OpenAsync();
        }

        await using (var function = new NpgsqlCommand(OneFunction, connections[0]))
            await function.ExecuteNonQueryAsync();
        await using var fund = new NpgsqlCommand(Fund, connections[0]) { CommandTimeout = 120 };
        fund.Parameters.Add(new NpgsqlParameter<long> { TypedValue = accounts });
        fund.Parameters.Add(new NpgsqlParameter<long> { TypedValue = balance });
        await fund.ExecuteNonQueryAsync();
        return new PostingCalls(connections);
    }

    public async Task PostAsync(int caller, int from, int to)
    {
        await using var command = new NpgsqlCommand(One, _connections[caller]);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = NewId() });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = CodeOf(from) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = CodeOf(to) });
        Expect(1, (string?)await command.ExecuteScalarAsync() == "posted" ? 1 : 0);
    }

    /// <summary>Posts a batch of transfers.</summary>
    /// <param name="caller">Which connection.</param>
    /// <param name="pairs">Their accounts.</param>
    public async Task PostManyAsync(int caller, IReadOnlyList<(int From, int To)> pairs)
    {
        var places = new Dictionary<int, int>();
        int PlaceOf(int account) => places.TryGetValue(account, out var place) ? place : places[account] = places.Count + 1;
        var debits = pairs.Select(pair => PlaceOf(pair.From)).ToArray();
        var credits = pairs.Select(pair => PlaceOf(pair.To)).ToArray();
        await using var command = new NpgsqlCommand(Many, _connections[caller]);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. places.Keys.Select(CodeOf)] });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. pairs.Select(_ => NewId())] });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = debits });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = credits });
        await using var reader = await command.ExecuteReaderAsync();
        var posted = 0;
        while (await reader.ReadAsync())
            posted += reader.GetString(0) == "posted" ? 1 : 0;
        Expect(pairs.Count, posted);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
            await connection.DisposeAsync();
    }

    private static string CodeOf(int account) => $"wallet:bare-{account}";

    private static Guid NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        Random.Shared.NextBytes(bytes);
        return new Guid(bytes);
    }

    private static void Expect(int sent, int posted)
    {
        if (posted != sent)
            throw new Measuring.InvariantBrokenException($"{posted} of {sent} transfers of the baseline were posted.");
    }
}
