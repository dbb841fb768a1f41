namespace Nusaloka.Runtime.Tests.Storage;

/// <summary>A grain with two states.</summary>
public interface ILedgerGrain : IGrainWithStringKey
{
    Task<long> AddAsync(long amount);

    Task<long> GetAsync();

    Task<bool> ExistsAsync();

    Task ClearAsync();

    Task RenameAsync(string newName);

    Task<string> GetNameAsync();

    Task DeactivateAsync();

    /// <summary>Calls <see cref="AddAsync"/> of another grain and passes its failure on; answers its own calls so far.</summary>
    Task AddThroughAsync(string other, long amount);

    Task<int> CountCallsAsync();
}
