using System.Collections.Frozen;

namespace Nusaloka.Persistence.Projections;

/// <summary>All projections by the kind of state they follow.</summary>
internal sealed class ProjectionRegistry(IEnumerable<ProjectionRegistration> registrations)
{
    private readonly FrozenDictionary<string, ProjectionRegistration[]> _byKind = registrations
        .GroupBy(registration => registration.Kind)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray());

    public IEnumerable<ProjectionRegistration> All => _byKind.Values.SelectMany(registrations => registrations);

    public IReadOnlyList<SqlStatement> Upserts(string kind, string id, object state) =>
        Collect(kind, (registration, batch) => registration.Upsert(batch, id, state));

    public IReadOnlyList<SqlStatement> Deletes(string kind, string id) =>
        Collect(kind, (registration, batch) => registration.Delete(batch, id));

    private IReadOnlyList<SqlStatement> Collect(string kind, Action<ProjectionRegistration, ISqlBatch> add)
    {
        if (!_byKind.TryGetValue(kind, out var registrations))
            return [];

        var batch = new SqlStatementList();
        foreach (var registration in registrations)
            add(registration, batch);
        return batch.Statements;
    }
}
