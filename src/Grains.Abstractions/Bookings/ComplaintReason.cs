namespace Nusaloka.Bookings;

/// <summary>What holds up a guide's money. Names in JSON are lower-case with underscores.</summary>
[GenerateSerializer, Alias("nusaloka.ComplaintReason")]
public enum ComplaintReason
{
    /// <summary>The traveller says that the trip was not what was sold.</summary>
    Traveller = 0,

    /// <summary>Staff have shut the guide's account.</summary>
    GuideBanned = 1,
}
