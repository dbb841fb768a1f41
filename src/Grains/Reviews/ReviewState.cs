using System.Collections.Immutable;
using Nusaloka.Reviews;

namespace Nusaloka.Grains.Reviews;

/// <summary>What a review remembers.</summary>
public sealed record ReviewState
{
    /// <summary>The trip; empty when nothing was written.</summary>
    public string TripId { get; init; } = "";

    /// <summary>The trip's guide.</summary>
    public string GuideId { get; init; } = "";

    /// <summary>Who wrote it; empty when the account is closed.</summary>
    public string AuthorId { get; init; } = "";

    /// <summary>
    /// By which reviews of one trip are known to be of one person, also when it is forgotten who that is: nothing leads back from it. Empty in what was
    /// written before it was kept.
    /// </summary>
    public string AuthorKey { get; init; } = "";

    /// <summary>Whether its stars may count: enough was paid for what it is about.</summary>
    public bool Counts { get; init; } = true;

    /// <summary>1 to 5; 0 when nothing was written.</summary>
    public int Stars { get; init; }

    /// <summary>May be empty.</summary>
    public string Text { get; init; } = "";

    /// <summary>Whether everybody sees it.</summary>
    public ReviewStatus Status { get; init; }

    /// <summary>What the guide says to it; null when nothing.</summary>
    public string? Answer { get; init; }

    /// <summary>When the guide did.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Who has reported it since staff last looked, and why.</summary>
    public ImmutableArray<ReviewReport> Reports { get; init; } = [];

    /// <summary>Who last decided about it; null when nobody did.</summary>
    public string? ModeratedBy { get; init; }

    /// <summary>What they said of it.</summary>
    public string ModerationReason { get; init; } = "";

    /// <summary>When they did.</summary>
    public DateTimeOffset? ModeratedAt { get; init; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Grows by one with each change.</summary>
    public long Version { get; init; }
}

/// <summary>Somebody says that a review should not be there.</summary>
/// <param name="ReporterId">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
public sealed record ReviewReport(string ReporterId, string Reason, DateTimeOffset At);
