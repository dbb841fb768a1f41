namespace Nusaloka.Grains.Reviews;

/// <summary>The part of <see cref="Nusaloka.Reviews.IReviewGrain"/> that only the erasure of a closed account speaks to. Key: the booking's id.</summary>
[Alias("nusaloka.IErasableReviewGrain")]
internal interface IErasableReviewGrain : IGrainWithStringKey
{
    /// <summary>Forgets who wrote it, when it was this account. Repeating it does nothing more.</summary>
    [Alias("Forget")]
    Task ForgetAsync(string accountId, CancellationToken cancellationToken = default);
}
