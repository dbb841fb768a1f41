namespace Orleans.Runtime;

/// <summary>The times of a tick, in UTC.</summary>
[GenerateSerializer]
[Immutable]
public readonly struct TickStatus
{
    /// <summary>With the times of a tick.</summary>
    public TickStatus(DateTime firstTickTime, TimeSpan period, DateTime timeStamp)
    {
        FirstTickTime = firstTickTime;
        Period = period;
        CurrentTickTime = timeStamp;
    }

    /// <summary>When the reminder's first tick was due; all ticks are due whole periods after it.</summary>
    [Id(0)]
    public DateTime FirstTickTime { get; }

    /// <summary>The time between two ticks.</summary>
    [Id(1)]
    public TimeSpan Period { get; }

    /// <summary>When this tick was sent.</summary>
    [Id(2)]
    public DateTime CurrentTickTime { get; }

    /// <inheritdoc/>
    public override string ToString() => $"<{FirstTickTime:O}, {Period}, {CurrentTickTime:O}>";
}
