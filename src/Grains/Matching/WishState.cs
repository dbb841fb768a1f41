using System.Collections.Immutable;
using Nusaloka.Matching;

namespace Nusaloka.Grains.Matching;

/// <summary>What is remembered of a person's wishes.</summary>
public sealed record WishState
{
    /// <summary>Oldest first.</summary>
    public ImmutableArray<Wish> Wishes { get; init; } = [];

    /// <summary>Grows by one with each change.</summary>
    public long Version { get; init; }
}
