using System.ComponentModel.DataAnnotations;

namespace Nusaloka.Runtime.Membership;

/// <summary>How silos show each other, through Redis, that they live. The same for all silos of a cluster.</summary>
public sealed class RedisMembershipOptions
{
    /// <summary>How often a silo renews its lease, and everybody asks for the newest view. Default 1 s; 50 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a silo is taken for alive after its last heartbeat. Default 5 s; at least three heartbeats.</summary>
    [Range(typeof(TimeSpan), "00:00:00.150", "00:10:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one operation of Redis may take, connecting included. Default 1 s; at most a third of the lease.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a starting host waits for Redis, and a client for the first silo. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(30);

    internal bool IsLeaseLongEnough => Lease >= 3 * Heartbeat && Lease >= 3 * OperationTimeout;
}
