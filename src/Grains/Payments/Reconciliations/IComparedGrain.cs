using System.Collections.Immutable;
using Nusaloka.Payments;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Payments.Reconciliations;

/// <summary>A payment that can be compared with its gateway's record. Key: its id.</summary>
[Alias("nusaloka.IComparedGrain")]
internal interface IComparedGrain : IGrainWithStringKey
{
    /// <summary>
    /// What differs between the ledger and the gateway; empty while something is under way. It fails when the gateway does not answer.
    /// </summary>
    [AlwaysInterleave, Alias("Compare")]
    Task<ImmutableArray<Difference>> CompareAsync(string gateway, CancellationToken cancellationToken = default);
}
