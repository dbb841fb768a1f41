namespace Nusaloka.Accounts;

/// <summary>Lists changes of address or number that two people disagree about. A stateless worker over the read model; key: any, by custom <c>"0"</c>.</summary>
[Alias("nusaloka.IReversalQueueGrain")]
public interface IReversalQueueGrain : IGrainWithStringKey
{
    /// <summary>Those that wait for an officer, the longest waiting first. Errors: <c>cursor_invalid</c>.</summary>
    [Alias("List")]
    Task<Result<Page<ContestedReversal>>> ListAsync(PageRequest page, CancellationToken cancellationToken = default);
}
