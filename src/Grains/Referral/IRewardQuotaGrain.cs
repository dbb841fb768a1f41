namespace Nusaloka.Grains.Referral;

/// <summary>
/// Counts newcomers against one bound: those of one referrer or one network address in a month, those with one identifier or device ever.
/// Key: what it bounds, such as <c>referrer/{id}/2026-01</c>.
/// </summary>
[Alias("nusaloka.IRewardQuotaGrain")]
internal interface IRewardQuotaGrain : IGrainWithStringKey
{
    /// <summary>Counts a newcomer, once however often it is asked. False when so many others were counted before.</summary>
    [Alias("TryTake")]
    Task<bool> TryTakeAsync(string newcomerId, int limit, CancellationToken cancellationToken = default);
}
