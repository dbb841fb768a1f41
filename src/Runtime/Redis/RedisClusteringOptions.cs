using StackExchange.Redis;

namespace Orleans.Clustering.Redis;

/// <summary>Which Redis holds the cluster.</summary>
public class RedisClusteringOptions
{
    /// <summary>Where it is and how to sign in. Required. Of several endpoints the first that answers and may be written to is used.</summary>
    public ConfigurationOptions? ConfigurationOptions { get; set; }
}
