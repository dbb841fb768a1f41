using Dapper;
using Npgsql;
using Nusaloka.Accounts;
using Nusaloka.Grains.State;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Accounts;

/// <summary>Lists open accounts from the read model.</summary>
[StatelessWorker]
internal sealed class AccountDirectoryGrain(NpgsqlDataSource dataSource) : Grain, IAccountDirectoryGrain
{
    public async Task<Result<Page<Account>>> ListAsync(PageRequest page, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(page.Cursor, out var after))
            return PageErrors.CursorInvalid;

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            select id, full_name as FullName, email, phone, role, version, created_at as CreatedAt, updated_at as UpdatedAt
            from account
            where @At::timestamptz is null or (created_at, id) > (@At::timestamptz, @Id::text)
            order by created_at, id
            limit @Limit
            """,
            new { At = after?.At.UtcDateTime, after?.Id, Limit = page.Limit + 1 },
            cancellationToken: cancellationToken));

        return rows.ToPage(page, static row => new Cursor(row.CreatedAt, row.Id), static row => row.ToAccount());
    }

    private sealed record Row(
        string Id, string FullName, string? Email, string? Phone, short Role, long Version, DateTime CreatedAt, DateTime UpdatedAt)
    {
        public Account ToAccount() => new(Id, FullName, Email, Phone, (Role)Role, Version, CreatedAt, UpdatedAt);
    }
}
