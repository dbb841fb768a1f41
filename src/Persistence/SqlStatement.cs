using Npgsql;

namespace Nusaloka.Persistence;

/// <summary>One statement with its positional parameters, kept apart from Npgsql's command objects so that it can be sent again.</summary>
internal readonly record struct SqlStatement(string Sql, object?[] Parameters)
{
    public NpgsqlBatchCommand ToBatchCommand()
    {
        var command = new NpgsqlBatchCommand(Sql);
        foreach (var value in Parameters)
        {
            command.Parameters.Add(value switch
            {
                NpgsqlParameter parameter => parameter.Clone(),
                null => new NpgsqlParameter { Value = DBNull.Value },
                // timestamptz knows instants, not offsets.
                DateTimeOffset instant => new NpgsqlParameter { Value = instant.ToUniversalTime() },
                _ => new NpgsqlParameter { Value = value },
            });
        }

        return command;
    }
}
