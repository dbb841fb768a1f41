namespace Nusaloka.Sandbox;

/// <summary>Lists what the sandbox gateway has. Key: any; a silo has several.</summary>
[Alias("nusaloka.ISandboxQueryGrain")]
public interface ISandboxQueryGrain : IGrainWithStringKey
{
    /// <summary>A page of payments or payouts in the order in which they were made.</summary>
    [Alias("List")]
    Task<SandboxRecords> ListAsync(ListSandboxRecords query, CancellationToken cancellationToken = default);

    /// <summary>A page of disputes, as they are now, in the order in which they were opened.</summary>
    [Alias("ListDisputes")]
    Task<SandboxDisputes> ListDisputesAsync(ListSandboxDisputes query, CancellationToken cancellationToken = default);
}
