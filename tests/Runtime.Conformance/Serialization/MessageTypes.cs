using System.Reflection;
using Nusaloka.Runtime.Conformance.Silo.Observation;
using Nusaloka.Wallets;

namespace Nusaloka.Runtime.Conformance.Serialization;

/// <summary>The types that travel: those of the product's contracts and those of the grains of these tests.</summary>
internal static class MessageTypes
{
    private static readonly Assembly[] Contracts = [typeof(IWalletGrain).Assembly, typeof(ILocatedGrain).Assembly];

    /// <summary>By their names. Generic ones are there as grains answer them.</summary>
    public static IReadOnlyDictionary<string, Type> All { get; } = Marked().Concat(Answered()).Distinct().ToDictionary(static type => type.ToString());

    private static IEnumerable<Type> Marked() => Contracts
        .SelectMany(static assembly => assembly.GetTypes())
        .Where(static type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
        .Where(static type => !type.IsGenericTypeDefinition && !typeof(Exception).IsAssignableFrom(type));

    private static IEnumerable<Type> Answered() => Contracts
        .SelectMany(static assembly => assembly.GetTypes())
        .Where(static type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))
        .SelectMany(static contract => contract.GetMethods())
        .Where(static method => method.ReturnType.IsGenericType)
        .Select(static method => method.ReturnType.GetGenericArguments()[0])
        .SelectMany(WithArguments)
        .Where(static type => type.IsGenericType && type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false));

    private static IEnumerable<Type> WithArguments(Type type) => type.GetGenericArguments().SelectMany(WithArguments).Prepend(type);
}
