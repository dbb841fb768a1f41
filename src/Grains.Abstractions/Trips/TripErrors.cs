using System.Collections.Immutable;

namespace Nusaloka.Trips;

/// <summary>The expected failures of trips.</summary>
public static class TripErrors
{
    /// <summary>No such trip, or none for the caller.</summary>
    public static Error NotFound { get; } = new("trip_not_found", ErrorKind.NotFound, "There is no such trip.");

    /// <summary>Others see it, and only its guide changes it.</summary>
    public static Error NotYours { get; } =
        new("trip_not_yours", ErrorKind.Forbidden, "A trip is changed by the guide who offers it, and by admins.");

    /// <summary>What is deleted stays as it is.</summary>
    public static Error Deleted { get; } = new("trip_deleted", ErrorKind.Conflict, "The trip is deleted. It stays as it is for who has booked it.");

    /// <summary>The caller's copy is out of date.</summary>
    public static Error VersionMismatch { get; } =
        new("version_mismatch", ErrorKind.Stale, "The trip has changed since it was read. Read it again, then repeat the change.");

    /// <summary>The key was used for another trip.</summary>
    public static Error KeyReused { get; } =
        new("idempotency_key_reused", ErrorKind.Refused, "This Idempotency-Key was used for another trip. Use a new key.");

    /// <summary>Travellers pay the guide, so we know who that is.</summary>
    public static Error GuideNotVerified { get; } = new(
        "guide_not_verified", ErrorKind.Forbidden, "A trip is published by a guide whose identity is verified. Ask for the check first: POST /api/v1/account/verification.");

    /// <summary>What is missing before it can be published, or would be missing of what is published.</summary>
    public static Error Incomplete(ImmutableArray<FieldError> missing) =>
        new("trip_incomplete", ErrorKind.Refused, "The trip lacks what a published trip must have.", missing);
}
