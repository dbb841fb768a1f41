using System.Reflection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Messaging;

/// <summary>A method of a grain interface, and how its calls may interleave.</summary>
internal sealed class GrainMethod
{
    public GrainMethod(Type interfaceType, MethodInfo method)
    {
        Method = method;
        InterfaceType = interfaceType;
        InterfaceTypeName = NameOf(interfaceType);
        ActivityName = $"{interfaceType.Name}/{method.Name}";
        IsReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        IsAlwaysInterleave = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        IsOneWay = method.IsDefined(typeof(OneWayAttribute));
    }

    public MethodInfo Method { get; }

    public Type InterfaceType { get; }

    public GrainInterfaceType InterfaceTypeName { get; }

    public string ActivityName { get; }

    public bool IsReadOnly { get; }

    public bool IsAlwaysInterleave { get; }

    public bool IsOneWay { get; }

    /// <summary>The name of an interface in the cluster: its alias, else its full name.</summary>
    public static GrainInterfaceType NameOf(Type interfaceType) =>
        GrainInterfaceType.Create(
            interfaceType.GetCustomAttribute<AliasAttribute>()?.Alias ?? interfaceType.FullName ?? interfaceType.Name);
}
