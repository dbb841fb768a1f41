namespace Orleans.Configuration;

/// <summary>Which cluster a silo or client belongs to.</summary>
public class ClusterOptions
{
    /// <summary>The default of <see cref="ClusterId"/>.</summary>
    public const string DefaultClusterId = "default";

    /// <summary>The default of <see cref="ServiceId"/>.</summary>
    public const string DefaultServiceId = "default";

    /// <summary>The cluster: silos see only those of the same id. Default "default".</summary>
    public string ClusterId { get; set; } = DefaultClusterId;

    /// <summary>The service: it outlives clusters, as storage and reminders do. Default "default".</summary>
    public string ServiceId { get; set; } = DefaultServiceId;
}
