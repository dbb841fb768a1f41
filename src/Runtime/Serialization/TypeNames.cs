using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using Nusaloka.Runtime.Activation;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Nusaloka.Runtime.Serialization;

/// <summary>
/// The names of types on the wire: a type's [Alias], else its full name, with the names of its type arguments in brackets. Only types that are
/// marked with [GenerateSerializer] in an assembly of the application, and a few simple ones, have names; nothing else is ever looked up.
/// </summary>
internal static class TypeNames
{
    private const int MaxLength = 1024;

    private static readonly FrozenDictionary<Type, string> Simple = new Dictionary<Type, string>
    {
        [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short", [typeof(ushort)] = "ushort",
        [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(char)] = "char",
        [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal", [typeof(string)] = "string", [typeof(byte[])] = "bytes",
        [typeof(Guid)] = "Guid", [typeof(Uri)] = "Uri", [typeof(DateTime)] = "DateTime", [typeof(DateTimeOffset)] = "DateTimeOffset",
        [typeof(TimeSpan)] = "TimeSpan", [typeof(DateOnly)] = "DateOnly", [typeof(TimeOnly)] = "TimeOnly", [typeof(GrainId)] = "GrainId",
    }.ToFrozenDictionary();

    private static readonly Lazy<FrozenDictionary<string, Type>> Known = new(FindKnown);
    private static readonly ConcurrentDictionary<string, Type> Found = new();

    /// <summary>The simple types: all that may stand where anything may.</summary>
    public static bool IsSimple(Type type) => Simple.ContainsKey(type);

    /// <summary>The name of a type.</summary>
    /// <exception cref="CodecNotFoundException">It has none.</exception>
    public static string NameOf(Type type)
    {
        if (Simple.TryGetValue(type, out var simple)) return simple;
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (definition.FullName is null || !Known.Value.TryGetValue(definition.FullName, out var known) || known != definition)
            throw new CodecNotFoundException($"{type} has no name on the wire: mark it with [GenerateSerializer], and with an [Alias] that stays when it is renamed.");

        var name = AliasesOf(definition).FirstOrDefault(definition.FullName);
        return type.IsGenericType ? $"{name}[{string.Join(',', type.GetGenericArguments().Select(NameOf))}]" : name;
    }

    /// <summary>The type of a name; null when there is none.</summary>
    public static Type? Find(string name)
    {
        if (Known.Value.TryGetValue(name, out var known)) return known.IsGenericTypeDefinition ? null : known;
        if (Found.TryGetValue(name, out var found)) return found;
        if (name.Length > MaxLength || Parse(name) is not { } type) return null;
        return Found.GetOrAdd(name, type);
    }

    /// <summary>Whether a type that has a name is derived from that one, or implements it.</summary>
    public static bool HasDerived(Type type) => Known.Value.Values.Any(known => known.IsAssignableTo(type) || (known.IsGenericTypeDefinition && IsOpenlyDerived(known, type)));

    private static bool IsOpenlyDerived(Type definition, Type type) =>
        definition.GetInterfaces().Append(definition.BaseType).Any(ancestor =>
            ancestor is not null && (ancestor.IsGenericType ? ancestor.GetGenericTypeDefinition() : ancestor) == (type.IsGenericType ? type.GetGenericTypeDefinition() : type));

    private static Type? Parse(string name)
    {
        var open = name.IndexOf('[', StringComparison.Ordinal);
        if (open < 0 || name[^1] != ']') return Known.Value.GetValueOrDefault(name) is { IsGenericTypeDefinition: false } plain ? plain : null;
        if (!Known.Value.TryGetValue(name[..open], out var definition) || !definition.IsGenericTypeDefinition) return null;
        var arguments = SplitArguments(name[(open + 1)..^1]).Select(Parse).OfType<Type>().ToArray();
        if (arguments.Length != definition.GetGenericArguments().Length) return null;
        try
        {
            return definition.MakeGenericType(arguments);
        }
        catch (ArgumentException)
        {
            // The definition does not allow such an argument.
            return null;
        }
    }

    private static IEnumerable<string> SplitArguments(string arguments)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == '[') depth++;
            else if (arguments[i] == ']') depth--;
            else if (arguments[i] == ',' && depth == 0)
            {
                yield return arguments[start..i];
                start = i + 1;
            }
        }

        yield return arguments[start..];
    }

    private static FrozenDictionary<string, Type> FindKnown()
    {
        var known = Simple.ToDictionary(static pair => pair.Value, static pair => pair.Key);
        var marked = GrainAssemblies.Find().Append(typeof(TypeNames).Assembly)
            .SelectMany(static assembly => assembly.GetTypes())
            .Where(static type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false));
        foreach (var type in marked)
        {
            foreach (var name in AliasesOf(type).Append(type.FullName!).Distinct())
            {
                if (!known.TryAdd(name, type))
                    throw new OrleansConfigurationException($"{type} and {known[name]} have the same name '{name}' on the wire: give one another [Alias].");
            }
        }

        return known.ToFrozenDictionary();
    }

    private static IEnumerable<string> AliasesOf(Type type) => type.GetCustomAttributes<AliasAttribute>(inherit: false).Select(static alias => alias.Alias);
}
