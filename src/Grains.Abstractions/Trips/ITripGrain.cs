using Orleans.Concurrency;

namespace Nusaloka.Trips;

/// <summary>
/// One trip package. Key: its UUID. Who may not see a trip is answered <c>trip_not_found</c>; who sees it and may not change it,
/// <c>trip_not_yours</c>; a deleted one, <c>trip_deleted</c>. Each change makes one revision, which stays.
/// </summary>
[Alias("nusaloka.ITripGrain")]
public interface ITripGrain : IGrainWithStringKey
{
    /// <summary>
    /// Begins a trip as a draft. A repeat answers the trip as it is now. Errors: <c>validation_failed</c>,
    /// <c>idempotency_key_reused</c> (another trip has this id), <c>account_not_found</c>.
    /// </summary>
    [Alias("Create")]
    Task<Result<Trip>> CreateAsync(CreateTrip command, CancellationToken cancellationToken = default);

    /// <summary>
    /// The trip whatever its status, a deleted one too: for grains, which look at the status themselves. Errors: <c>trip_not_found</c>
    /// (there never was one).
    /// </summary>
    [AlwaysInterleave, Alias("Get")]
    Task<Result<Trip>> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// The trip for who may see it: drafts its guide and staff; deleted ones also who has a booking of it. Errors: <c>trip_not_found</c>.
    /// </summary>
    [AlwaysInterleave, Alias("View")]
    Task<Result<Trip>> ViewAsync(TripActor viewer, CancellationToken cancellationToken = default);

    /// <summary>
    /// Replaces what is written. A published trip must stay complete. Errors: <c>validation_failed</c>, <c>trip_incomplete</c>,
    /// <c>version_mismatch</c>.
    /// </summary>
    [Alias("Change")]
    Task<Result<Trip>> ChangeAsync(ChangeTrip command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lets everybody find and book it. What is published stays it. Errors: <c>trip_incomplete</c> (says what is missing),
    /// <c>guide_not_verified</c>, <c>version_mismatch</c>.
    /// </summary>
    [Alias("Publish")]
    Task<Result<Trip>> PublishAsync(TripCommand command, CancellationToken cancellationToken = default);

    /// <summary>Takes it off the market; bookings go on. What is archived stays it. Errors: <c>version_mismatch</c>.</summary>
    [Alias("Archive")]
    Task<Result<Trip>> ArchiveAsync(TripCommand command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes it: gone for everybody but its guide, staff and who has a booking, for ever. Repeating it does nothing more.
    /// Errors: <c>version_mismatch</c>.
    /// </summary>
    [Alias("Delete")]
    Task<Result> DeleteAsync(TripCommand command, CancellationToken cancellationToken = default);
}
