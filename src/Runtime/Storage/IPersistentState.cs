using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>A named state of a grain, asked for by a constructor parameter with <see cref="PersistentStateAttribute"/>.</summary>
public interface IPersistentState<TState> : IStorage<TState>
{
}
