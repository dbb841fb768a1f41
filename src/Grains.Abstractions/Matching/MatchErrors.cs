namespace Nusaloka.Matching;

/// <summary>The expected failures of matching.</summary>
public static class MatchErrors
{
    /// <summary>No such wish of this person.</summary>
    public static Error WishNotFound { get; } = new("wish_not_found", ErrorKind.NotFound, "There is no such wish.");

    /// <summary>No more wishes.</summary>
    public static Error WishLimit { get; } =
        new("wish_limit", ErrorKind.Conflict, $"A person keeps at most {MatchLimits.MaxWishes} wishes. Change or remove one.");

    /// <summary>Who does not let themselves be seen does not see others either.</summary>
    public static Error CompanionsClosed { get; } = new(
        "companions_closed", ErrorKind.Conflict, "This wish is not open to companions. Open it first: who sees others is seen by them.");

    /// <summary>The departure does not fit well enough, or cannot be booked.</summary>
    public static Error NotAMatch { get; } = new(
        "not_a_match", ErrorKind.Refused, "The departure is not among the matches of this wish: it has less than 80 points, or cannot be booked.");

    /// <summary>No such interest, or none for the caller.</summary>
    public static Error InterestNotFound { get; } = new("interest_not_found", ErrorKind.NotFound, "There is no such interest.");

    /// <summary>The guide has said no.</summary>
    public static Error InterestDeclined { get; } = new("interest_declined", ErrorKind.Conflict, "The guide has declined. It stays so.");
}
