namespace Nusaloka.Grains.Trips;

/// <summary>Tells all who have saved a trip of one cause on one day. Key: trip, cause and day, such as <c>{id}/price_fell/2026-03-02</c>.</summary>
[Alias("nusaloka.ITripAlertsGrain")]
internal interface ITripAlertsGrain : IGrainWithStringKey
{
    /// <summary>Begins; when it has begun already, because of this or of like news, nothing happens.</summary>
    [Alias("Begin")]
    Task BeginAsync(TripNews news, CancellationToken cancellationToken = default);

    /// <summary>Tells the page of savers, and has the next one follow. A page that was told already is not told again.</summary>
    [Alias("Tell")]
    Task TellAsync(int page, CancellationToken cancellationToken = default);
}
