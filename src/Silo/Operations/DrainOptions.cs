using System.ComponentModel.DataAnnotations;

namespace Nusaloka.Silo.Operations;

/// <summary>How a process goes when it is asked to stop, by environment variables with the prefix NUSALOKA_.</summary>
public sealed class DrainOptions
{
    /// <summary>
    /// How long /ready answers 503 before the listener closes, in seconds: 0 to 60. Longer than the load balancer takes to notice.
    /// Default: 0 for a silo, which no load balancer stands before, and in Development; 5 for the API elsewhere.
    /// </summary>
    [ConfigurationKeyName("DRAIN_SECONDS"), Range(0, 60)]
    public int? Seconds { get; set; }
}
