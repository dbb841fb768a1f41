namespace Nusaloka.Trips;

/// <summary>Who asks something of a trip.</summary>
/// <param name="AccountId">The account, or the program; empty for who is not signed in.</param>
/// <param name="IsStaff">Whether they see every trip.</param>
/// <param name="IsAdmin">Whether they may change every trip.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.TripActor")]
public sealed record TripActor(
    [property: Id(0)] string AccountId,
    [property: Id(1)] bool IsStaff,
    [property: Id(2)] bool IsAdmin);

/// <summary>Begins a trip.</summary>
/// <param name="GuideId">The account that offers it.</param>
/// <param name="Details">What the guide wrote.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.CreateTrip")]
public sealed record CreateTrip(
    [property: Id(0)] string GuideId,
    [property: Id(1)] TripDetails Details);

/// <summary>Replaces what is written about a trip.</summary>
/// <param name="Actor">Who does it.</param>
/// <param name="Details">All that is written from now on.</param>
/// <param name="ExpectedVersion">The <see cref="Trip.Version"/> that the caller saw; null to change whatever is there.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ChangeTrip")]
public sealed record ChangeTrip(
    [property: Id(0)] TripActor Actor,
    [property: Id(1)] TripDetails Details,
    [property: Id(2)] long? ExpectedVersion);

/// <summary>Publishes, archives or deletes a trip.</summary>
/// <param name="Actor">Who does it.</param>
/// <param name="ExpectedVersion">The <see cref="Trip.Version"/> that the caller saw; null to change whatever is there.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.TripCommand")]
public sealed record TripCommand(
    [property: Id(0)] TripActor Actor,
    [property: Id(1)] long? ExpectedVersion);
