using System.Collections.Immutable;

namespace Nusaloka.Grains.Abstractions.Tests.Contracts;

/// <summary>Types of the framework that cannot change.</summary>
internal static class KnownTypes
{
    private static readonly HashSet<Type> Immutable =
    [
        typeof(string), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(Uri),
    ];

    private static readonly HashSet<Type> ImmutableOf =
    [
        typeof(Nullable<>), typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableHashSet<>), typeof(ImmutableSortedSet<>),
        typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>),
    ];

    public static bool IsImmutable(Type type) =>
        (type.IsPrimitive && type != typeof(nint) && type != typeof(nuint)) || Immutable.Contains(type) || typeof(IAddressable).IsAssignableFrom(type);

    /// <summary>What an immutable container holds; null when the type is none.</summary>
    public static Type[]? ElementsOfImmutable(Type type) =>
        type.IsGenericType && ImmutableOf.Contains(type.GetGenericTypeDefinition()) ? type.GetGenericArguments() : null;
}
