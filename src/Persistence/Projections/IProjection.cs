namespace Nusaloka.Persistence.Projections;

/// <summary>
/// Keeps a read model of <typeparamref name="TState"/> in tables of its own. Its commands join the transaction of the state
/// write: what a list or search shows never disagrees with the grain. It may be called from many threads at once.
/// </summary>
/// <remarks>
/// Commands of one write run in order; commands of different writes of a batch must not depend on one another. A command that
/// fails fails its own write, with PostgreSQL's exception; the others of the batch go on.
/// </remarks>
public interface IProjection<in TState>
{
    /// <summary>The tables that this projection alone writes; a rebuild empties them.</summary>
    IReadOnlyList<string> Tables { get; }

    /// <summary>Adds the commands that make the tables show <paramref name="state"/>, whatever they showed before.</summary>
    void Upsert(ISqlBatch batch, string id, TState state);

    /// <summary>Adds the commands that make the tables show nothing of the state with this id.</summary>
    void Delete(ISqlBatch batch, string id);
}
