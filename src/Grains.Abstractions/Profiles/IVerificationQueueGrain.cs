namespace Nusaloka.Profiles;

/// <summary>Lists identities to be checked. A stateless worker over the read model; key: any, by custom <c>"0"</c>.</summary>
[Alias("nusaloka.IVerificationQueueGrain")]
public interface IVerificationQueueGrain : IGrainWithStringKey
{
    /// <summary>Those with this status, the longest waiting first. Errors: <c>cursor_invalid</c>.</summary>
    [Alias("List")]
    Task<Result<Page<QueuedVerification>>> ListAsync(VerificationStatus status, PageRequest page, CancellationToken cancellationToken = default);
}
