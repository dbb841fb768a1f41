namespace Nusaloka.Persistence.Projections;

/// <summary>Commands that are sent together and committed together.</summary>
public interface ISqlBatch
{
    /// <summary>Adds a command.</summary>
    /// <param name="sql">One statement, the same text every time (it is prepared), with positional parameters $1, $2, …</param>
    /// <param name="parameters">Their values in order; null is SQL NULL. An NpgsqlParameter states its type, as for jsonb and arrays.</param>
    void Add(string sql, params object?[] parameters);
}
