using System.Collections.Immutable;

namespace Nusaloka.Grains.Payments.Reconciliations;

/// <summary>How far everything is compared.</summary>
internal sealed record ReconciliationState
{
    /// <summary>By gateway: up to which change its payments are compared.</summary>
    public ImmutableDictionary<string, ComparedUntil> Payments { get; init; } = ImmutableDictionary<string, ComparedUntil>.Empty;

    /// <summary>By gateway: up to which change its withdrawals are compared.</summary>
    public ImmutableDictionary<string, ComparedUntil> Withdrawals { get; init; } = ImmutableDictionary<string, ComparedUntil>.Empty;

    /// <summary>By gateway: up to which entry its clearing account is compared.</summary>
    public ImmutableDictionary<string, ClearingPlace> Entries { get; init; } = ImmutableDictionary<string, ClearingPlace>.Empty;

    /// <summary>By gateway, what is listed, and which look at it this is: up to when it is compared.</summary>
    public ImmutableDictionary<string, ListingPlace> Listings { get; init; } = ImmutableDictionary<string, ListingPlace>.Empty;

    /// <summary>The gateways that did not answer something in the last run: they come last in the next one.</summary>
    public ImmutableArray<string> Silent { get; init; } = [];
}

/// <summary>A place in the order of changes.</summary>
/// <param name="At">When the last one that is compared was changed.</param>
/// <param name="Id">Its id: the tie-break.</param>
internal sealed record ComparedUntil(DateTimeOffset At, string Id);

/// <summary>A place in a clearing account.</summary>
/// <param name="Seq">The number of the last entry that is compared.</param>
/// <param name="Sum">The sum of all entries up to it.</param>
internal sealed record ClearingPlace(long Seq, long Sum);

/// <summary>A place in what a gateway lists.</summary>
/// <param name="At">What was made before then is compared.</param>
/// <param name="Until">The end of the stretch that is being read; null between two of them.</param>
/// <param name="Next">Where its next page begins; null at its first one.</param>
internal sealed record ListingPlace(DateTimeOffset At, DateTimeOffset? Until = null, string? Next = null);
