using Orleans.Runtime;

namespace Orleans;

/// <summary>A row of the reminder table. Grain and name are its key.</summary>
[GenerateSerializer]
public sealed class ReminderEntry
{
    /// <summary>The grain that is reminded.</summary>
    [Id(0)]
    public GrainId GrainId { get; set; }

    /// <summary>The reminder's name.</summary>
    [Id(1)]
    public string ReminderName { get; set; } = string.Empty;

    /// <summary>When the first tick is due, in UTC.</summary>
    [Id(2)]
    public DateTime StartAt { get; set; }

    /// <summary>The time between two ticks.</summary>
    [Id(3)]
    public TimeSpan Period { get; set; }

    /// <summary>The row's version, as the table wrote it.</summary>
    [Id(4)]
    public string? ETag { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"<GrainId={GrainId} ReminderName={ReminderName} Period={Period}>";
}
