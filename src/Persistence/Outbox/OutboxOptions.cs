using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Nusaloka.Persistence.Outbox;

/// <summary>How events are delivered. Validated when the host starts.</summary>
public sealed class OutboxOptions
{
    /// <summary>Failed attempts after which an event is put aside as a dead letter. Default 10, from 1 to 100.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 10;

    /// <summary>Pause after the first failed attempt; it doubles with each further one. Default 1 s, from 10 ms to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan FirstRetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause between attempts. Default 5 min, from 10 ms to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Time limit of all handlers of one event together. Default 25 s, from 100 ms to 10 min.</summary>
    [ConfigurationKeyName("HANDLER_TIMEOUT"), Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan HandlerTimeout { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>
    /// How long claimed sources stay out of the reach of others; after the crash of a process its sources wait that long.
    /// Default 1 min, from 1 s to 1 h; must be longer than <see cref="HandlerTimeout"/>.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often each partition is looked at when nobody wakes it. Default 5 s, from 100 ms to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Sources that a partition claims at once. Default 64, from 1 to 1,000.</summary>
    [Range(1, 1_000)]
    public int SourcesPerClaim { get; set; } = 64;

    /// <summary>Events of one source that are delivered under one claim. Default 16, from 1 to 1,000.</summary>
    [Range(1, 1_000)]
    public int EventsPerSource { get; set; } = 16;

    /// <summary>Sources of a partition that are delivered at the same time. Default 16, from 1 to 256.</summary>
    [Range(1, 256)]
    public int Concurrency { get; set; } = 16;
}
