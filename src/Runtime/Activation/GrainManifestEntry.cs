using System.Collections.Immutable;
using Nusaloka.Runtime.Messaging;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Activation;

/// <summary>What callers need to know of one grain class.</summary>
/// <param name="GrainType">Its name in the cluster.</param>
/// <param name="ClassName">Its full name in its program.</param>
/// <param name="ShortClassName">The same without the namespace.</param>
/// <param name="IsStatelessWorker">Whether any silo serves it.</param>
/// <param name="Interfaces">The names of the grain interfaces it has.</param>
/// <param name="StreamNamespaces">The streams its grains listen to.</param>
internal sealed record GrainManifestEntry(
    GrainType GrainType,
    string ClassName,
    string ShortClassName,
    bool IsStatelessWorker,
    ImmutableHashSet<string> Interfaces,
    ImmutableHashSet<string> StreamNamespaces)
{
    public static GrainManifestEntry Of(GrainClass grainClass) => new(
        grainClass.GrainType,
        grainClass.Type.FullName ?? grainClass.Type.Name,
        grainClass.Type.Name,
        grainClass.MaxLocalWorkers > 0,
        [.. grainClass.Type.GetInterfaces().Where(type => typeof(IAddressable).IsAssignableFrom(type)).Select(type => GrainMethod.NameOf(type).ToString())],
        [.. grainClass.StreamNamespaces]);

    public static GrainManifestEntry Read(BinaryReader reader) => new(
        GrainType.Create(reader.ReadString()), reader.ReadString(), reader.ReadString(), reader.ReadBoolean(), ReadNames(reader), ReadNames(reader));

    /// <summary>Whether it says the same.</summary>
    public bool Says(GrainManifestEntry other) =>
        GrainType == other.GrainType
        && ClassName == other.ClassName
        && ShortClassName == other.ShortClassName
        && IsStatelessWorker == other.IsStatelessWorker
        && Interfaces.SetEquals(other.Interfaces)
        && StreamNamespaces.SetEquals(other.StreamNamespaces);

    public void Write(BinaryWriter writer)
    {
        writer.Write(GrainType.ToString());
        writer.Write(ClassName);
        writer.Write(ShortClassName);
        writer.Write(IsStatelessWorker);
        WriteNames(writer, Interfaces);
        WriteNames(writer, StreamNamespaces);
    }

    private static ImmutableHashSet<string> ReadNames(BinaryReader reader)
    {
        var names = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        for (var count = reader.ReadInt32(); count > 0; count--) names.Add(reader.ReadString());
        return names.ToImmutable();
    }

    private static void WriteNames(BinaryWriter writer, ImmutableHashSet<string> names)
    {
        writer.Write(names.Count);
        foreach (var name in names) writer.Write(name);
    }
}
