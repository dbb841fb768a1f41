using Orleans;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Messaging;

/// <summary>References for the code of one host, grains and others.</summary>
internal sealed class ClusterClient(GrainReferenceFactory references, IServiceProvider services) : IClusterClient
{
    public IServiceProvider ServiceProvider { get; } = services;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey);
        return (TGrainInterface)(object)references.GetReference(typeof(TGrainInterface), IdSpan.Create(primaryKey), grainClassNamePrefix);
    }

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable =>
        (TGrainInterface)(object)references.GetReference(grainId, typeof(TGrainInterface));

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey)
    {
        ArgumentNullException.ThrowIfNull(grainInterfaceType);
        ArgumentException.ThrowIfNullOrWhiteSpace(grainPrimaryKey);
        return (IGrain)references.GetReference(grainInterfaceType, IdSpan.Create(grainPrimaryKey), null);
    }

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey)
    {
        ArgumentNullException.ThrowIfNull(interfaceType);
        return references.GetReference(interfaceType, grainKey, null);
    }
}
