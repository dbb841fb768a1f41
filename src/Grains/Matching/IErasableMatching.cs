namespace Nusaloka.Grains.Matching;

/// <summary>The part of <see cref="Nusaloka.Matching.IWishGrain"/> that only the erasure of a closed account speaks to. Key: the account id.</summary>
[Alias("nusaloka.IErasableWishGrain")]
internal interface IErasableWishGrain : IGrainWithStringKey
{
    /// <summary>Forgets all wishes. Repeating it does nothing more.</summary>
    [Alias("Erase")]
    Task EraseAsync(CancellationToken cancellationToken = default);
}

/// <summary>The part of <see cref="Nusaloka.Matching.IInterestGrain"/> that only the erasure of a closed account and the end of what it is about speak to. Key: the interest's id.</summary>
[Alias("nusaloka.IErasableInterestGrain")]
internal interface IErasableInterestGrain : IGrainWithStringKey
{
    /// <summary>Forgets whose it is, when it is this traveller's. Repeating it does nothing more.</summary>
    [Alias("Forget")]
    Task ForgetAsync(string travellerId, CancellationToken cancellationToken = default);

    /// <summary>There is nothing left to come along on. Repeating it does nothing more.</summary>
    [Alias("End")]
    Task EndAsync(CancellationToken cancellationToken = default);
}
