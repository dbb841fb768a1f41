using System.Reflection;
using System.Text;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Messaging;

/// <summary>A method of a grain interface, and how its calls may interleave.</summary>
internal sealed class GrainMethod
{
    /// <param name="interfaceType">The interface by which it is called.</param>
    /// <param name="method">The method, of it or of one it extends.</param>
    /// <param name="name">Its name on the wire, among the methods of the interface.</param>
    public GrainMethod(Type interfaceType, MethodInfo method, string name)
    {
        Method = method;
        InterfaceType = interfaceType;
        InterfaceTypeName = NameOf(interfaceType);
        WireName = Encoding.UTF8.GetBytes($"{InterfaceTypeName}/{name}");
        ActivityName = $"{interfaceType.Name}/{method.Name}";
        ArgumentDefaults = DefaultsOf(method);
        IsReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        IsAlwaysInterleave = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        TakesToken = Array.Exists(method.GetParameters(), static parameter => parameter.ParameterType == typeof(CancellationToken));
        IsOneWay = method.IsDefined(typeof(OneWayAttribute));
    }

    public MethodInfo Method { get; }

    public Type InterfaceType { get; }

    public GrainInterfaceType InterfaceTypeName { get; }

    /// <summary>The names of interface and method on the wire, with a slash between: see <see cref="CallTypes.FindConstructor"/>.</summary>
    public ReadOnlyMemory<byte> WireName { get; }

    public string ActivityName { get; }

    /// <summary>The arguments whose value, when they are not sent, is not simply zero or null.</summary>
    public (int Position, object Value)[] ArgumentDefaults { get; }

    public bool IsReadOnly { get; }

    public bool IsAlwaysInterleave { get; }

    public bool IsOneWay { get; }

    /// <summary>Whether a cancellation token is among the arguments.</summary>
    public bool TakesToken { get; }

    /// <summary>The name of an interface in the cluster: its alias, else its full name.</summary>
    public static GrainInterfaceType NameOf(Type interfaceType) =>
        GrainInterfaceType.Create(
            MethodNames.AliasesOf(interfaceType).FirstOrDefault() ?? interfaceType.FullName ?? interfaceType.Name);

    /// <summary>What a method answers; <see cref="VoidResult"/> for nothing.</summary>
    /// <exception cref="NotSupportedException">It is no grain method.</exception>
    public static Type ResultTypeOf(MethodInfo method)
    {
        var type = method.ReturnType;
        var isOneWay = method.IsDefined(typeof(OneWayAttribute));
        if (!method.IsGenericMethod && !method.IsSpecialName && !method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef))
        {
            if (type == typeof(Task) || type == typeof(ValueTask) || (type == typeof(void) && isOneWay)) return typeof(VoidResult);
            if (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>)))
            {
                return type.GetGenericArguments()[0];
            }
        }

        throw new NotSupportedException(
            $"{method.DeclaringType}.{method.Name} is no grain method: it must be a plain method that returns Task, Task<T>, ValueTask or ValueTask<T>.");
    }

    private static (int Position, object Value)[] DefaultsOf(MethodInfo method) =>
        [.. from parameter in method.GetParameters()
            where parameter.HasDefaultValue && parameter.DefaultValue is not null
            select (parameter.Position, parameter.DefaultValue)];
}
