using Nusaloka.Persistence.Storage;

namespace Nusaloka.Persistence.Projections;

/// <summary>A projection with the kind of state that it is registered for, its state type erased.</summary>
internal abstract class ProjectionRegistration(string kind, string name, IReadOnlyList<string> tables)
{
    public string Kind { get; } = kind;

    public string Name { get; } = name;

    public IReadOnlyList<string> Tables { get; } = tables;

    public abstract void Upsert(ISqlBatch batch, string id, object state);

    public abstract void UpsertStored(ISqlBatch batch, string id, ReadOnlySpan<byte> json);

    public abstract void Delete(ISqlBatch batch, string id);
}

/// <inheritdoc/>
internal sealed class ProjectionRegistration<TState>(string kind, IProjection<TState> projection)
    : ProjectionRegistration(kind, projection.GetType().Name, projection.Tables)
    where TState : notnull
{
    public override void Upsert(ISqlBatch batch, string id, object state)
    {
        if (state is not TState typed)
        {
            throw new InvalidOperationException(
                $"Projection {Name} is registered for kind '{Kind}' with state {typeof(TState).Name}, but a {state.GetType().Name} is written there.");
        }

        projection.Upsert(batch, id, typed);
    }

    public override void UpsertStored(ISqlBatch batch, string id, ReadOnlySpan<byte> json)
    {
        if (StateJson.Deserialize<TState>(json) is { } state)
            projection.Upsert(batch, id, state);
    }

    public override void Delete(ISqlBatch batch, string id) => projection.Delete(batch, id);
}
