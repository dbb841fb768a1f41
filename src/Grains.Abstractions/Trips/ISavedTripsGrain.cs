namespace Nusaloka.Trips;

/// <summary>
/// The trips that a person has saved. When a departure of one frees seats, or its price falls, the person is told: at most once a day
/// for each trip and cause. Key: the account id.
/// </summary>
[Alias("nusaloka.ISavedTripsGrain")]
public interface ISavedTripsGrain : IGrainWithStringKey
{
    /// <summary>
    /// Saves a trip that the person sees; one that is saved stays it. Errors: <c>trip_not_found</c>, <c>saved_trip_limit</c>,
    /// <c>account_not_found</c>.
    /// </summary>
    [Alias("Save")]
    Task<Result> SaveAsync(string tripId, CancellationToken cancellationToken = default);

    /// <summary>Forgets a trip; one that is not saved stays so.</summary>
    [Alias("Remove")]
    Task RemoveAsync(string tripId, CancellationToken cancellationToken = default);
}
