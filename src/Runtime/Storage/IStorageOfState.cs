namespace Orleans.Core;

/// <summary>Reads and writes one state of one grain.</summary>
public interface IStorage<TState> : IStorage
{
    /// <summary>The state in memory: loaded before OnActivateAsync, changed by the grain, written on demand.</summary>
    TState State { get; set; }
}
