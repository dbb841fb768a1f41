using System.Reflection;
using System.Runtime.CompilerServices;

namespace Nusaloka.Grains.Abstractions.Tests.Contracts;

/// <summary>What reflection says of a message type.</summary>
internal static class MessageShape
{
    private const BindingFlags Instance = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    /// <summary>The compiler gives every record a way to print its members.</summary>
    public static bool IsRecord(Type type) => type.GetMethod("PrintMembers", Instance) is not null;

    public static bool IsReadOnly(Type type) => type.IsDefined(typeof(IsReadOnlyAttribute));

    public static IEnumerable<string> WritableFields(Type type) => type
        .GetFields(Instance)
        .Where(static field => !field.IsInitOnly && !field.Name.EndsWith(">k__BackingField", StringComparison.Ordinal))
        .Select(static field => field.Name);

    public static IEnumerable<string> WritableProperties(Type type) => type
        .GetProperties(Instance)
        .Where(static property => property.SetMethod is { } set && !IsInit(set))
        .Select(static property => property.Name);

    /// <summary>Properties that hold a value of their own; the others are computed from them.</summary>
    public static IEnumerable<PropertyInfo> StoredProperties(Type type)
    {
        var backed = type.GetFields(Instance).Select(static field => field.Name).ToHashSet();
        return type.GetProperties(Instance).Where(property => backed.Contains($"<{property.Name}>k__BackingField"));
    }

    private static bool IsInit(MethodInfo set) => set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
}
