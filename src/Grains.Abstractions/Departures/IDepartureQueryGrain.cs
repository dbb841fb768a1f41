namespace Nusaloka.Departures;

/// <summary>Answers questions about departures. Key: any; a silo has several.</summary>
[Alias("nusaloka.IDepartureQueryGrain")]
public interface IDepartureQueryGrain : IGrainWithStringKey
{
    /// <summary>The departures of a trip by the day they start, cancelled and past ones too. Errors: <c>cursor_invalid</c>.</summary>
    /// <param name="tripId">Which trip.</param>
    /// <param name="bookableOnly">Whether only those that are open, not past their cut-off and not full are wanted.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    [Alias("ListOfTrip")]
    Task<Result<Page<Departure>>> ListOfTripAsync(string tripId, bool bookableOnly, PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>Where an account waits, newest first. Errors: <c>cursor_invalid</c>.</summary>
    [Alias("ListWaiting")]
    Task<Result<Page<WaitingPlace>>> ListWaitingAsync(string accountId, PageRequest page, CancellationToken cancellationToken = default);
}
