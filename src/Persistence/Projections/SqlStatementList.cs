namespace Nusaloka.Persistence.Projections;

/// <summary>Collects what a projection adds.</summary>
internal sealed class SqlStatementList : ISqlBatch
{
    private readonly List<SqlStatement> _statements = [];

    public IReadOnlyList<SqlStatement> Statements => _statements;

    public void Add(string sql, params object?[] parameters) => _statements.Add(new SqlStatement(sql, parameters));
}
