namespace Nusaloka.Runtime.Activation;

/// <summary>What one must know of the cluster's grain classes to call grains, without having the classes.</summary>
internal interface IGrainManifest
{
    /// <summary>The newest that is known.</summary>
    GrainManifest Current { get; }

    /// <summary>Learns what a silo has; it replaces what was known of classes of the same names.</summary>
    void Learn(GrainManifest manifest);
}
