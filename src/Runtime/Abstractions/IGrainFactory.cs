using Orleans.Runtime;

namespace Orleans;

/// <summary>Makes references to grains. A reference costs nothing to make and is always valid: the grain is activated by the first call.</summary>
public interface IGrainFactory
{
    /// <summary>A reference by key.</summary>
    /// <exception cref="ArgumentException">No class, or more than one, implements the interface (and matches the class name prefix).</exception>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;

    /// <summary>A reference by identity.</summary>
    TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable;

    /// <summary>A reference by interface and key.</summary>
    IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey);

    /// <summary>A reference by interface and key.</summary>
    IAddressable GetGrain(Type interfaceType, IdSpan grainKey);
}
