using System.Collections.Concurrent;
using Nusaloka.Runtime.Activation;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Messaging;

/// <summary>Makes references whose calls leave through one host's router.</summary>
internal sealed class GrainReferenceFactory(CallRouter router, IGrainManifest manifest)
{
    private readonly ConcurrentDictionary<Type, Func<GrainReferenceFactory, GrainId, GrainReference>> _constructors = new();

    public CallRouter Router { get; } = router;

    /// <summary>A reference of that grain by that interface.</summary>
    public GrainReference GetReference(GrainId grainId, Type interfaceType) =>
        _constructors.GetOrAdd(interfaceType, ProxyBuilder.ConstructorFor)(this, grainId);

    /// <summary>A reference of the grain class that implements the interface.</summary>
    /// <exception cref="ArgumentException">No class, or more than one, does.</exception>
    public GrainReference GetReference(Type interfaceType, IdSpan key, string? classNamePrefix)
    {
        if (key.IsDefault) throw new ArgumentException("A grain key must not be empty.", nameof(key));
        return GetReference(new GrainId(manifest.Current.TypeFor(interfaceType, classNamePrefix), key), interfaceType);
    }

    /// <summary>A reference that knows the grain but none of its interfaces.</summary>
    public GrainReference GetUntypedReference(GrainId grainId) => GetReference(grainId, typeof(Orleans.IGrain));
}
