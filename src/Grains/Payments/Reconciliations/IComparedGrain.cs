using Orleans.Concurrency;

namespace Nusaloka.Grains.Payments.Reconciliations;

/// <summary>A payment that can be compared with its gateway's record. Key: its id.</summary>
[Alias("nusaloka.IComparedGrain")]
internal interface IComparedGrain : IGrainWithStringKey
{
    /// <summary>
    /// What differs between the ledger and the gateway; nothing while something is under way, or when the gateway does not answer, which the
    /// answer says.
    /// </summary>
    [AlwaysInterleave, Alias("Compare")]
    Task<Comparison> CompareAsync(string gateway, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes in what the gateway's list says of a dispute of it, as if a webhook had said so: mostly nothing new. What differs is that the gateway
    /// does not say the same when it is asked.
    /// </summary>
    [Alias("CompareDispute")]
    Task<Comparison> CompareDisputeAsync(GatewayNews listed, CancellationToken cancellationToken = default);
}
