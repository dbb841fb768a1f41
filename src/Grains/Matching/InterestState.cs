using Nusaloka.Matching;

namespace Nusaloka.Grains.Matching;

/// <summary>What is between one traveller and one departure.</summary>
public sealed record InterestState
{
    /// <summary>As the traveller sees it; null when nothing was ever said.</summary>
    public Interest? Interest { get; init; }
}
