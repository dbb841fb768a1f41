using System.Reflection;
using Orleans;

namespace Nusaloka.Runtime.Messaging;

/// <summary>
/// The names of an interface's methods on the wire: a method's aliases, else its own name; with the types of its parameters where that
/// names more than one, and with the interface that declares it where even that does.
/// </summary>
internal static class MethodNames
{
    /// <summary>The names of each method, the one to send first.</summary>
    public static Dictionary<MethodInfo, string[]> Of(Type interfaceType)
    {
        var methods = MethodsOf(interfaceType).ToArray();
        var names = methods.ToDictionary(static method => method, PlainNamesOf);
        foreach (var distinguish in new Func<MethodInfo, string, string>[] { WithParameters, WithInterface })
        {
            var ambiguous = names.Values.SelectMany(static of => of).GroupBy(static name => name).Where(static group => group.Count() > 1).Select(static group => group.Key).ToHashSet();
            foreach (var method in methods)
            {
                names[method] = Array.ConvertAll(names[method], name => ambiguous.Contains(name) ? distinguish(method, name) : name);
            }
        }

        return names;
    }

    /// <summary>All methods that a reference of the interface has.</summary>
    public static IEnumerable<MethodInfo> MethodsOf(Type interfaceType) =>
        interfaceType.GetInterfaces().Append(interfaceType).SelectMany(static declaring => declaring.GetMethods(BindingFlags.Instance | BindingFlags.Public));

    /// <summary>The aliases of a type or method, the first one first.</summary>
    public static IEnumerable<string> AliasesOf(MemberInfo member) => member.GetCustomAttributes<AliasAttribute>(inherit: false).Select(static alias => alias.Alias);

    private static string[] PlainNamesOf(MethodInfo method) => AliasesOf(method).ToArray() is { Length: > 0 } aliases ? aliases : [method.Name];

    private static string WithParameters(MethodInfo method, string name) =>
        $"{name}({string.Join(',', method.GetParameters().Select(static parameter => parameter.ParameterType))})";

    private static string WithInterface(MethodInfo method, string name) => $"{GrainMethod.NameOf(method.DeclaringType!)}.{name}";
}
