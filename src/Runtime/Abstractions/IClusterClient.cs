namespace Orleans;

/// <summary>The cluster as seen by code outside grains.</summary>
public interface IClusterClient : IGrainFactory
{
    /// <summary>The services of the host this client lives in.</summary>
    IServiceProvider ServiceProvider { get; }
}
