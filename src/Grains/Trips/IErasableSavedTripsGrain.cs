namespace Nusaloka.Grains.Trips;

/// <summary>The part of <see cref="Nusaloka.Trips.ISavedTripsGrain"/> that only the erasure of a closed account speaks to. Key: the account id.</summary>
[Alias("nusaloka.IErasableSavedTripsGrain")]
internal interface IErasableSavedTripsGrain : IGrainWithStringKey
{
    /// <summary>Forgets all. Repeating it does nothing more.</summary>
    [Alias("Erase")]
    Task EraseAsync(CancellationToken cancellationToken = default);
}
