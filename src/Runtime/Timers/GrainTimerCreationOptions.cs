using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>How a grain timer ticks.</summary>
public readonly struct GrainTimerCreationOptions
{
    /// <summary>To be filled by an initializer.</summary>
    public GrainTimerCreationOptions()
    {
    }

    /// <summary>With due time and period.</summary>
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>Until the first tick; <see cref="Timeout.InfiniteTimeSpan"/> for not yet.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>From the end of a callback to the next tick; <see cref="Timeout.InfiniteTimeSpan"/> for only once.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Ticks may interleave with requests. Default false.</summary>
    public bool Interleave { get; init; }

    /// <summary>Ticks count as use, so the activation is not collected while it ticks. Default false.</summary>
    public bool KeepAlive { get; init; }
}
