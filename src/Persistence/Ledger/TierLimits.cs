namespace Nusaloka.Persistence.Ledger;

/// <summary>The limits of all tiers, each from a moment on. Not thread-safe.</summary>
internal sealed class TierLimits
{
    /// <summary>By tier, newest first.</summary>
    private readonly Dictionary<short, List<TierLimit>> _tiers = [];

    /// <summary>Takes a new copy of the table.</summary>
    public void Replace(IEnumerable<(short Tier, TierLimit Limit)> rows)
    {
        _tiers.Clear();
        foreach (var (tier, limit) in rows)
        {
            if (!_tiers.TryGetValue(tier, out var limits))
                _tiers.Add(tier, limits = []);
            limits.Add(limit);
        }

        foreach (var limits in _tiers.Values)
            limits.Sort(static (one, other) => other.ValidFrom.CompareTo(one.ValidFrom));
    }

    /// <summary>Whether the table had rows of a tier.</summary>
    public bool Knows(short tier) => _tiers.ContainsKey(tier);

    /// <summary>The limits of a tier; of no tier, or before its first row, there are none.</summary>
    public TierLimit Of(short? tier, DateTime at)
    {
        if (tier is not { } known || !_tiers.TryGetValue(known, out var limits))
            return TierLimit.None;
        foreach (var limit in limits)
        {
            if (limit.ValidFrom <= at)
                return limit;
        }

        return TierLimit.None;
    }
}

/// <summary>The limits of a tier from a moment on; null: no limit.</summary>
internal sealed record TierLimit(DateTime ValidFrom, long? BalanceCap, long? MonthlyIncoming, long? DailyOutgoing)
{
    public static readonly TierLimit None = new(DateTime.MinValue, null, null, null);
}
