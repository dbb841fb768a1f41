using Orleans.Concurrency;

namespace Nusaloka.Runtime.Tests.Placement;

/// <summary>A grain that tells the <see cref="Witness"/> when it is there, and counts in storage that all silos share.</summary>
[Alias("Nusaloka.Tests.IWitnessGrain")]
public interface IWitnessGrain : IGrainWithStringKey
{
    /// <summary>One more, written; answers how many.</summary>
    [Alias("Count")]
    Task<long> CountAsync();

    /// <summary>One more, written after the gate of the grain's name was passed.</summary>
    [Alias("CountSlowly")]
    Task<long> CountSlowlyAsync();

    /// <summary>How many, as the activation remembers it.</summary>
    [Alias("Seen")]
    Task<long> SeenAsync();

    /// <summary>The silo, told beside anything that runs.</summary>
    [AlwaysInterleave, Alias("WhereNow")]
    Task<string> WhereNowAsync();

    /// <summary>The silo.</summary>
    [Alias("Where")]
    Task<string> WhereAsync();
}
