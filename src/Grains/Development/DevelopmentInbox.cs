using System.Collections.Immutable;
using Dapper;
using Npgsql;
using Nusaloka.Development;

namespace Nusaloka.Grains.Development;

/// <summary>
/// What would have been sent on a developer's machine that has no mail server and pays no SMS provider. The table <c>development_inbox</c>;
/// elsewhere it stays empty.
/// </summary>
internal sealed class DevelopmentInbox(NpgsqlDataSource dataSource)
{
    /// <summary>Puts a message in; the same id again changes nothing.</summary>
    public async Task AddAsync(string channel, string recipient, string? subject, string text, Guid messageId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into development_inbox (message_id, channel, recipient, subject, body)
            values (@messageId, @channel, @recipient, @subject, @text)
            on conflict (message_id) do nothing
            """,
            new { messageId, channel, recipient, subject, text },
            cancellationToken: cancellationToken));
    }

    /// <summary>The newest messages first; only those to one recipient when one is given.</summary>
    public async Task<ImmutableArray<InboxMessage>> ListAsync(string? recipient, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            select id, channel, recipient, subject, body, created_at as CreatedAt
            from development_inbox
            where @recipient::text is null or recipient = @recipient
            order by id desc
            limit @limit
            """,
            new { recipient, limit },
            cancellationToken: cancellationToken));
        return [.. rows.Select(static row => new InboxMessage(row.Id, row.Channel, row.Recipient, row.Subject, row.Body, row.CreatedAt))];
    }

    private sealed record Row(long Id, string Channel, string Recipient, string? Subject, string Body, DateTime CreatedAt);
}
