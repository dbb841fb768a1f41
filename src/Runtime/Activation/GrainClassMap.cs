using Orleans.Runtime;

namespace Nusaloka.Runtime.Activation;

/// <summary>All grain classes of the application, by name and by interface.</summary>
internal sealed class GrainClassMap
{
    private static readonly Lazy<GrainClassMap> OfApplication = new(() => new GrainClassMap(GrainAssemblies.FindGrainClasses()));

    private readonly Dictionary<GrainType, GrainClass> _byType = [];
    private readonly ILookup<string, GrainType> _implicitListeners;

    private GrainClassMap(IEnumerable<Type> types)
    {
        foreach (var type in types)
        {
            var grainClass = new GrainClass(type);
            if (_byType.TryAdd(grainClass.GrainType, grainClass)) continue;
            throw new OrleansConfigurationException(
                $"Grain classes {type} and {_byType[grainClass.GrainType].Type} have the same name '{grainClass.GrainType}': give one a [GrainType(\"…\")].");
        }

        _implicitListeners = _byType.Values
            .SelectMany(grainClass => grainClass.StreamNamespaces.Select(ns => (Namespace: ns, grainClass.GrainType)))
            .ToLookup(listener => listener.Namespace, listener => listener.GrainType, StringComparer.Ordinal);
    }

    /// <summary>The grain classes of this process.</summary>
    public static GrainClassMap Application => OfApplication.Value;

    public IEnumerable<GrainClass> All => _byType.Values;

    public GrainClass? Find(GrainType type) => _byType.GetValueOrDefault(type);

    public bool IsStatelessWorker(GrainType type) => Find(type) is { MaxLocalWorkers: > 0 };

    /// <summary>The classes whose grains listen to every stream of a namespace.</summary>
    public IEnumerable<GrainType> ImplicitListenersOf(string? streamNamespace) => streamNamespace is null ? [] : _implicitListeners[streamNamespace];

    /// <summary>The class that serves an interface.</summary>
    /// <exception cref="ArgumentException">No class does, or more than one and none is named after the interface.</exception>
    public GrainType TypeFor(Type interfaceType, string? classNamePrefix)
    {
        var candidates = _byType.Values
            .Where(grainClass => interfaceType.IsAssignableFrom(grainClass.Type))
            .Where(grainClass => classNamePrefix is null || grainClass.Type.FullName!.StartsWith(classNamePrefix, StringComparison.Ordinal))
            .ToList();
        if (candidates.Count > 1 && candidates.Find(candidate => $"I{candidate.Type.Name}" == interfaceType.Name) is { } namesake) return namesake.GrainType;
        return candidates switch
        {
            [var only] => only.GrainType,
            [] => throw new ArgumentException($"Could not find an implementation for interface {interfaceType}{Wanted(classNamePrefix)}."),
            _ => throw new ArgumentException(
                $"Interface {interfaceType}{Wanted(classNamePrefix)} has more than one implementation: {string.Join(", ", candidates.Select(candidate => candidate.Type))}. Name one by its class name prefix."),
        };
    }

    private static string Wanted(string? prefix) => prefix is null ? string.Empty : $" with the class name prefix '{prefix}'";
}
