using System.Collections.Concurrent;
using System.Collections.Immutable;
using Nusaloka.Runtime.Messaging;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Activation;

/// <summary>The grain classes of a silo or a cluster, as far as callers need them. Does not change.</summary>
internal sealed class GrainManifest
{
    private readonly ImmutableDictionary<GrainType, GrainManifestEntry> _byType;
    private readonly ILookup<string, GrainType> _implicitListeners;
    private readonly ConcurrentDictionary<(Type Interface, string? Prefix), GrainType> _found = new();

    public GrainManifest(IEnumerable<GrainManifestEntry> entries)
        : this(entries.ToImmutableDictionary(entry => entry.GrainType))
    {
    }

    private GrainManifest(ImmutableDictionary<GrainType, GrainManifestEntry> byType)
    {
        _byType = byType;
        _implicitListeners = byType.Values
            .SelectMany(entry => entry.StreamNamespaces.Select(ns => (Namespace: ns, entry.GrainType)))
            .ToLookup(listener => listener.Namespace, listener => listener.GrainType, StringComparer.Ordinal);
    }

    /// <summary>Of a cluster of which nothing is known yet.</summary>
    public static GrainManifest Empty { get; } = new(Enumerable.Empty<GrainManifestEntry>());

    public bool IsStatelessWorker(GrainType type) => _byType.TryGetValue(type, out var entry) && entry.IsStatelessWorker;

    /// <summary>The classes whose grains listen to every stream of a namespace.</summary>
    public IEnumerable<GrainType> ImplicitListenersOf(string? streamNamespace) => streamNamespace is null ? [] : _implicitListeners[streamNamespace];

    /// <summary>The class that serves an interface.</summary>
    /// <exception cref="ArgumentException">No class does, or more than one and none is named after the interface.</exception>
    public GrainType TypeFor(Type interfaceType, string? classNamePrefix) =>
        _found.GetOrAdd((interfaceType, classNamePrefix), static (wanted, manifest) => manifest.Find(wanted.Interface, wanted.Prefix), this);

    /// <summary>Both; of a class that both have what the other says.</summary>
    public GrainManifest With(GrainManifest other) =>
        other._byType.Values.All(entry => _byType.TryGetValue(entry.GrainType, out var known) && known.Says(entry)) ? this : new(_byType.SetItems(other._byType));

    public static GrainManifest Read(BinaryReader reader)
    {
        var entries = new List<GrainManifestEntry>();
        for (var count = reader.ReadInt32(); count > 0; count--) entries.Add(GrainManifestEntry.Read(reader));
        return new GrainManifest(entries);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(_byType.Count);
        foreach (var entry in _byType.Values) entry.Write(writer);
    }

    private GrainType Find(Type interfaceType, string? classNamePrefix)
    {
        var name = GrainMethod.NameOf(interfaceType).ToString();
        var candidates = _byType.Values
            .Where(entry => entry.Interfaces.Contains(name))
            .Where(entry => classNamePrefix is null || entry.ClassName.StartsWith(classNamePrefix, StringComparison.Ordinal))
            .ToList();
        if (candidates.Count > 1 && candidates.Find(candidate => $"I{candidate.ShortClassName}" == interfaceType.Name) is { } namesake) return namesake.GrainType;
        return candidates switch
        {
            [var only] => only.GrainType,
            [] => throw new ArgumentException($"Could not find an implementation for interface {interfaceType}{Wanted(classNamePrefix)}."),
            _ => throw new ArgumentException(
                $"Interface {interfaceType}{Wanted(classNamePrefix)} has more than one implementation: {string.Join(", ", candidates.Select(candidate => candidate.ClassName))}. Name one by its class name prefix."),
        };
    }

    private static string Wanted(string? prefix) => prefix is null ? string.Empty : $" with the class name prefix '{prefix}'";
}
