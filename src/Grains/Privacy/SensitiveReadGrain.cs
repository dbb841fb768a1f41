using Dapper;
using Npgsql;
using Nusaloka.Accounts;
using Nusaloka.Grains.State;
using Nusaloka.Privacy;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Privacy;

/// <summary>The table <c>sensitive_read</c>, which only grows.</summary>
[StatelessWorker]
internal sealed class SensitiveReadGrain(NpgsqlDataSource dataSource, TimeProvider time) : Grain, ISensitiveReadGrain
{
    public async Task RecordAsync(RecordReads command, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into sensitive_read (reader_id, reader_role, subject_id, what, read_at)
            select @ReaderId, @Role, subject, @What, @At from unnest(@Subjects) subject
            """,
            new
            {
                command.ReaderId,
                Role = (short)command.ReaderRole,
                command.What,
                At = time.GetStoredUtcNow().UtcDateTime,
                Subjects = command.SubjectIds.Take(PageRequest.MaxLimit).ToArray(),
            },
            cancellationToken: cancellationToken));
    }

    public async Task<Result<Page<SensitiveRead>>> ListAsync(string subjectId, PageRequest page, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(page.Cursor, out var before))
            return PageErrors.CursorInvalid;

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            select id, reader_id as ReaderId, reader_role as ReaderRole, subject_id as SubjectId, what, read_at as ReadAt
            from sensitive_read
            where subject_id = @subjectId and (@At::timestamptz is null or (read_at, id) < (@At::timestamptz, @Id::uuid))
            order by read_at desc, id desc
            limit @limit
            """,
            new { subjectId, At = before?.At.UtcDateTime, before?.Id, limit = page.Limit + 1 }, cancellationToken: cancellationToken));
        return rows.Select(static row => row.ToRead()).ToPage(page, static last => new Cursor(last.At, last.Id.ToString()));
    }

    private sealed record Row(Guid Id, string ReaderId, short ReaderRole, string SubjectId, string What, DateTime ReadAt)
    {
        public SensitiveRead ToRead() => new(Id, ReaderId, (Role)ReaderRole, SubjectId, What, ReadAt);
    }
}
