namespace Orleans.Providers;

/// <summary>Names of providers.</summary>
public static class ProviderConstants
{
    /// <summary>The storage of states that name none.</summary>
    public const string DEFAULT_STORAGE_PROVIDER_NAME = "Default";

    /// <summary>
    /// The storage of the explicit stream subscriptions of grains. The embedded runtime takes the default one when there is none of that name, and
    /// within one process it keeps them in memory.
    /// </summary>
    public const string DEFAULT_PUBSUB_PROVIDER_NAME = "PubSubStore";
}
