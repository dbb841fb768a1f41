using Nusaloka.Runtime.Conformance.Silo.Observation;

namespace Nusaloka.Runtime.Conformance.Silo.Storage;

/// <summary>A grain with two states.</summary>
public interface ILedgerGrain : ILocatedGrain
{
    Task<long> AddAsync(long amount);

    Task<long> GetAsync();

    Task<bool> ExistsAsync();

    Task ClearAsync();

    Task RenameAsync(string newName);

    Task<string> GetNameAsync();

    /// <summary>Reads the state anew.</summary>
    Task<long> RefreshAsync();

    Task DeactivateAsync();

    /// <summary>Calls <see cref="AddAsync"/> of another grain and passes its failure on; answers its own calls so far.</summary>
    Task AddThroughAsync(string other, long amount);

    Task<int> CountCallsAsync();
}
