using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Linq.Expressions;
using System.Text;
using Nusaloka.Runtime.Activation;
using Nusaloka.Runtime.Streams;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Messaging;

/// <summary>
/// The receiving side of calls: from the names of interface and method on the wire to an empty call, for every grain interface of the
/// application. An interface or method answers to each of its aliases, so that one can be renamed.
/// </summary>
internal static class CallTypes
{
    private static readonly Lazy<FrozenDictionary<string, Type>> Interfaces = new(FindInterfaces);

    // An item of a stream is the one call that no interface of the application has.
    private static readonly ConcurrentDictionary<string, Func<GrainCall>> Constructors = new()
    {
        [Encoding.UTF8.GetString(StreamDelivery.DeliverMethod.WireName.Span)] = static () => new StreamDelivery(),
    };

    /// <summary>All grain interfaces of the application.</summary>
    public static IEnumerable<Type> AllInterfaces => Interfaces.Value.Values.Distinct();

    /// <summary>The grain interface of that name; null when there is none here.</summary>
    public static Type? FindInterface(string name) => Interfaces.Value.GetValueOrDefault(name);

    /// <summary>What makes calls, without arguments, of the method that <see cref="GrainMethod.WireName"/> names; null when there is none here.</summary>
    public static Func<GrainCall>? FindConstructor(ReadOnlySpan<byte> wireName)
    {
        var name = Encoding.UTF8.GetString(wireName);
        if (Constructors.TryGetValue(name, out var known)) return known;
        var slash = name.LastIndexOf('/');
        if (slash < 0 || FindInterface(name[..slash]) is not { } type) return null;
        return ProxyBuilder.CallsOf(type).TryGetValue(name[(slash + 1)..], out var constructor)
            ? Constructors.GetOrAdd(name, Expression.Lambda<Func<GrainCall>>(Expression.New(constructor)).Compile())
            : null;
    }

    private static FrozenDictionary<string, Type> FindInterfaces()
    {
        var found = new Dictionary<string, Type>();
        var interfaces = GrainAssemblies.Find().Append(typeof(CallTypes).Assembly)
            .SelectMany(static assembly => assembly.GetTypes())
            .Where(static type => type is { IsInterface: true, ContainsGenericParameters: false } && type.IsAssignableTo(typeof(IAddressable)));
        foreach (var type in interfaces)
        {
            foreach (var name in MethodNames.AliasesOf(type).Prepend(GrainMethod.NameOf(type).ToString()).Distinct())
            {
                if (!found.TryAdd(name, type))
                    throw new OrleansConfigurationException($"Grain interfaces {type} and {found[name]} have the same name '{name}': give one another [Alias].");
            }
        }

        return found.ToFrozenDictionary();
    }
}
