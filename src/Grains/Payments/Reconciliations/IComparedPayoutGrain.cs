using Orleans.Concurrency;

namespace Nusaloka.Grains.Payments.Reconciliations;

/// <summary>A withdrawal that can be compared with its gateway's record. Key: its id.</summary>
[Alias("nusaloka.IComparedPayoutGrain")]
internal interface IComparedPayoutGrain : IGrainWithStringKey
{
    /// <inheritdoc cref="IComparedGrain.CompareAsync"/>
    [AlwaysInterleave, Alias("Compare")]
    Task<Comparison> CompareAsync(string gateway, CancellationToken cancellationToken = default);
}
