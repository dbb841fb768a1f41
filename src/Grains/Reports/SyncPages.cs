using System.Globalization;
using Dapper;
using Npgsql;

namespace Nusaloka.Grains.Reports;

/// <summary>
/// Reads what a synchronisation compares and counts, page by page in the order of a primary key, so that no statement takes longer with
/// more accounts. Each statement is a snapshot of its own: a state and its row are written in one transaction, so they agree in each.
/// </summary>
internal sealed class SyncPages(NpgsqlDataSource dataSource, int size = SyncPages.DefaultSize)
{
    /// <summary>The kind of state whose list is compared.</summary>
    public const string Accounts = "account";

    private const int DefaultSize = 2_000;

    /// <summary>Rows of the list; wrong are those of no open account. Of what stands behind "offset 0" one row is looked up at a time.</summary>
    public Task<SyncPage> ReadListAsync(string after, CancellationToken cancellationToken) => ReadAsync(
        """
        select a.id, s.id is null as IsWrong, false as IsOpen
        from (select id from account where id > @After order by id limit @Size) a
        left join lateral (
            select id from grain_state where kind = @Accounts and id = a.id collate "C" and state ->> 'status' = 'open' offset 0) s on true
        order by a.id
        """,
        after, cancellationToken);

    /// <summary>States of accounts; wrong are open ones that have another version in the list, or are not there.</summary>
    public Task<SyncPage> ReadAccountsAsync(string after, CancellationToken cancellationToken) => ReadAsync(
        """
        select s.id, s.version is not null and a.version is distinct from s.version as IsWrong, s.version is not null as IsOpen
        from (select id, case when state ->> 'status' = 'open' then (state ->> 'version')::bigint end as version
                from grain_state where kind = @Accounts and id > @After order by id limit @Size) s
        left join lateral (select version from account where id = s.id collate "default" offset 0) a on true
        order by s.id
        """,
        after, cancellationToken);

    /// <summary>The sum of the entries that a page of the ledger's accounts has.</summary>
    public async Task<(long Entries, string? Last)> CountEntriesAsync(string after, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var (count, last, entries) = await connection.QuerySingleAsync<(long Count, long Last, long Entries)>(new CommandDefinition(
            """
            select count(*), coalesce(max(id), 0), coalesce(sum(entry_count), 0)::bigint
            from (select id, entry_count from ledger_account where id > @After order by id limit @Size) page
            """,
            new { After = after.Length == 0 ? 0 : long.Parse(after, CultureInfo.InvariantCulture), Size = size },
            cancellationToken: cancellationToken));
        return (entries, count < size ? null : last.ToString(CultureInfo.InvariantCulture));
    }

    private async Task<SyncPage> ReadAsync(string sql, string after, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = (await connection.QueryAsync<(string Id, bool IsWrong, bool IsOpen)>(new CommandDefinition(
            sql, new { Accounts, After = after, Size = size }, cancellationToken: cancellationToken))).AsList();
        return new SyncPage(
            [.. rows.Where(static row => row.IsWrong).Select(static row => row.Id)], rows.Count(static row => row.IsOpen), rows.Count < size ? null : rows[^1].Id);
    }
}
