using Npgsql;

namespace Nusaloka.Bench.Ledger;

/// <summary>A stored function without grains, called for each transfer.</summary>
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

    private const string Prefix = "wallet:bare-";

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
        await FundedAccounts.OpenAsync(connections[0], Prefix, accounts, balance);
        return new PostingCalls(connections);
    }

    public async Task PostAsync(int caller, int from, int to)
    {
        await using var command = new NpgsqlCommand(One, _connections[caller]);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = NewId() });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = CodeOf(from) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = CodeOf(to) });
        if ((string?)await command.ExecuteScalarAsync() is not "posted" and var outcome)
            throw new Measuring.InvariantBrokenException($"A transfer of the baseline was {outcome}.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
            await connection.DisposeAsync();
    }

    private static string CodeOf(int account) => $"{Prefix}{account}";

    private static Guid NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        Random.Shared.NextBytes(bytes);
        return new Guid(bytes);
    }
}
