using System.ComponentModel.DataAnnotations;

namespace Orleans.Configuration;

/// <summary>How calls travel between grains.</summary>
public class SiloMessagingOptions : MessagingOptions
{
    /// <summary>
    /// How many requests may wait at one activation; the next is rejected at once with <see cref="Runtime.LimitExceededException"/>.
    /// Default 10,000; 0 for no bound (the default of Microsoft Orleans).
    /// </summary>
    [Range(0, int.MaxValue)]
    public int MaxEnqueuedRequestsHardLimit { get; set; } = 10_000;

    /// <summary>The same for each activation of a stateless worker. Default 10,000; 0 for no bound.</summary>
    [Range(0, int.MaxValue)]
    public int MaxEnqueuedRequestsHardLimit_StatelessWorker { get; set; } = 10_000;

    /// <summary>How often a call may be sent on to another silo. Default 2.</summary>
    [Range(0, 16)]
    public int MaxForwardCount { get; set; } = 2;
}
