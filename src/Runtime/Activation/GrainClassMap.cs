using Orleans.Runtime;

namespace Nusaloka.Runtime.Activation;

/// <summary>All grain classes of the application, by name and by interface.</summary>
internal sealed class GrainClassMap : IGrainManifest
{
    private static readonly Lazy<GrainClassMap> OfApplication = new(() => new GrainClassMap(GrainAssemblies.FindGrainClasses()));

    private readonly Dictionary<GrainType, GrainClass> _byType = [];

    private GrainClassMap(IEnumerable<Type> types)
    {
        foreach (var type in types)
        {
            var grainClass = new GrainClass(type);
            if (_byType.TryAdd(grainClass.GrainType, grainClass)) continue;
            throw new OrleansConfigurationException(
                $"Grain classes {type} and {_byType[grainClass.GrainType].Type} have the same name '{grainClass.GrainType}': give one a [GrainType(\"…\")].");
        }

        Current = new GrainManifest(_byType.Values.Select(GrainManifestEntry.Of));
    }

    /// <summary>The grain classes of this process.</summary>
    public static GrainClassMap Application => OfApplication.Value;

    /// <inheritdoc/>
    public GrainManifest Current { get; }

    public IEnumerable<GrainClass> All => _byType.Values;

    public GrainClass? Find(GrainType type) => _byType.GetValueOrDefault(type);

    public bool IsStatelessWorker(GrainType type) => Find(type) is { MaxLocalWorkers: > 0 };

    /// <summary>A silo's classes are its own, whatever others have.</summary>
    public void Learn(GrainManifest manifest)
    {
    }
}
