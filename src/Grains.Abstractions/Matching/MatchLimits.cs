namespace Nusaloka.Matching;

/// <summary>Bounds of wishes and matches.</summary>
public static class MatchLimits
{
    /// <summary>How many wishes a person keeps.</summary>
    public const int MaxWishes = 5;

    /// <summary>The longest time in which somebody can go, in days.</summary>
    public const int MaxWindowDays = 366;

    /// <summary>How many regions.</summary>
    public const int MaxRegions = 10;

    /// <summary>How many interests.</summary>
    public const int MaxInterests = 15;

    /// <summary>How many matches are answered, the best first.</summary>
    public const int MaxMatches = 50;

    /// <summary>How many candidates are looked at for one answer, the most promising first.</summary>
    public const int MaxCandidates = 500;

    /// <summary>How many departures of one guide are looked at when guides are asked for, the most promising first: so that who has very many does not hide the others.</summary>
    public const int MaxCandidatesOfGuide = 20;
}
