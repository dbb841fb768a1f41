namespace Nusaloka.Trips;

/// <summary>How hard a trip is for the body.</summary>
[GenerateSerializer, Alias("nusaloka.TripDifficulty")]
public enum TripDifficulty
{
    /// <summary>For everybody who walks.</summary>
    Easy = 0,

    /// <summary>Some hours on foot, some stairs.</summary>
    Moderate = 1,

    /// <summary>Long days on foot, height, waves.</summary>
    Hard = 2,
}
