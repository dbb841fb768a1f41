using Nusaloka.Runtime.Conformance.Silo.Observation;
using Orleans.Concurrency;

namespace Nusaloka.Runtime.Conformance.Silo.Turns;

/// <summary>Reports what ran beside what.</summary>
public interface ITurnGrain : ILocatedGrain
{
    /// <summary>Stays inside until the gate opens.</summary>
    Task WorkAsync(string gate);

    /// <summary>The same for a caller that may give up.</summary>
    Task WorkPatientlyAsync(string gate, CancellationToken cancellationToken);

    /// <summary>The same as a reader.</summary>
    [ReadOnly]
    Task ReadAsync(string gate);

    /// <summary>How many requests are inside now.</summary>
    [AlwaysInterleave]
    Task<int> CountInsideAsync();

    /// <summary>Gives way again and again until it is released.</summary>
    Task YieldUntilReleasedAsync();

    /// <summary>Lets that end.</summary>
    [AlwaysInterleave]
    Task ReleaseAsync();

    /// <summary>Goes in and out over several turns.</summary>
    Task StepAsync();

    /// <summary>The most that were ever inside at once, and how many came.</summary>
    Task<(int Most, int Total)> SummaryAsync();

    /// <summary>Runs that many branches of one request with many awaits; the most that ran at the same moment.</summary>
    Task<int> BranchAsync(int branches);

    /// <summary>Calls the other grain, which calls this one.</summary>
    Task CallBackThroughAsync(string other);
}
