namespace Nusaloka.Trips;

/// <summary>Lists trips and what was done to them. A stateless worker over the read models; key: any, by custom <c>"0"</c>.</summary>
[Alias("nusaloka.ITripQueryGrain")]
public interface ITripQueryGrain : IGrainWithStringKey
{
    /// <summary>A guide's own trips but the deleted ones, the last changed first. Errors: <c>cursor_invalid</c>.</summary>
    [Alias("ListOfGuide")]
    Task<Result<Page<TripSummary>>> ListOfGuideAsync(string guideId, PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>What was done to a trip, the last first. Whether the caller may know is for who asks. Errors: <c>cursor_invalid</c>.</summary>
    [Alias("ListRevisions")]
    Task<Result<Page<TripRevision>>> ListRevisionsAsync(string tripId, PageRequest page, CancellationToken cancellationToken = default);
}
