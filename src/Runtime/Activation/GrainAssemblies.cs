using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Activation;

/// <summary>Finds the grain classes: in every assembly, loaded or beside the program, that references this one, and the runtime's own.</summary>
internal static class GrainAssemblies
{
    private static readonly string RuntimeName = typeof(GrainAssemblies).Assembly.GetName().Name!;

    public static IEnumerable<Type> FindGrainClasses() =>
        Find().Append(typeof(GrainAssemblies).Assembly).SelectMany(assembly => assembly.GetTypes()).Where(IsGrainClass);

    private static bool IsGrainClass(Type type) =>
        type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
        && typeof(Orleans.IGrain).IsAssignableFrom(type)
        && !typeof(GrainReference).IsAssignableFrom(type);

    /// <summary>Every assembly that references this one.</summary>
    public static HashSet<Assembly> Find()
    {
        var found = AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => !assembly.IsDynamic && assembly.GetReferencedAssemblies().Any(reference => reference.Name == RuntimeName))
            .ToHashSet();
        // The compiler drops references to projects of which no type is named, so the folder is asked, too.
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll"))
        {
            if (ReadNameIfGrainAssembly(file) is { } name) found.Add(Assembly.Load(name));
        }

        return found;
    }

    private static AssemblyName? ReadNameIfGrainAssembly(string file)
    {
        using var stream = File.OpenRead(file);
        using var image = new PEReader(stream);
        if (!image.HasMetadata) return null;
        var metadata = image.GetMetadataReader();
        return metadata.IsAssembly && metadata.AssemblyReferences.Any(reference => metadata.StringComparer.Equals(metadata.GetAssemblyReference(reference).Name, RuntimeName))
            ? metadata.GetAssemblyDefinition().GetAssemblyName()
            : null;
    }
}
