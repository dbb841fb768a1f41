using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Nusaloka.Runtime.Serialization.Codecs;

/// <summary>
/// The codecs of collections: a public method for each type. An interface is read as its usual implementation: an array for what can only
/// be read in order, else a list, a hash set or a dictionary.
/// </summary>
internal static class Collections
{
    private static readonly Dictionary<Type, MethodInfo> Makers = typeof(Collections)
        .GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)
        .Where(static method => method.IsGenericMethodDefinition)
        .ToDictionary(static method => ValueTypeOf(method.ReturnType).GetGenericTypeDefinition());

    /// <summary>The codec of a collection; null when the type is none.</summary>
    public static object? Find(Type type)
    {
        if (type.IsSZArray) return Activator.CreateInstance(typeof(ArrayCodec<>).MakeGenericType(type.GetElementType()!));
        return type.IsGenericType && Makers.TryGetValue(type.GetGenericTypeDefinition(), out var maker)
            ? maker.MakeGenericMethod(type.GetGenericArguments()).Invoke(null, null)
            : null;
    }

    public static ImmutableArrayCodec<T> ImmutableArray<T>() => new();

    public static FunctionCodec<List<T>> List<T>() => OfList(
        static (w, v) => Elements<T>.Write(w, CollectionsMarshal.AsSpan(v)), Elements<T>.ReadList);

    public static FunctionCodec<IList<T>> IList<T>() => OfList<IList<T>>(WriteAny, Elements<T>.ReadList);

    public static FunctionCodec<ICollection<T>> ICollection<T>() => OfList<ICollection<T>>(WriteAny, Elements<T>.ReadList);

    public static FunctionCodec<IEnumerable<T>> IEnumerable<T>() => OfList<IEnumerable<T>>(WriteAny, Elements<T>.ReadArray);

    public static FunctionCodec<IReadOnlyCollection<T>> IReadOnlyCollection<T>() => OfList<IReadOnlyCollection<T>>(WriteAny, Elements<T>.ReadArray);

    public static FunctionCodec<IReadOnlyList<T>> IReadOnlyList<T>() => OfList<IReadOnlyList<T>>(WriteAny, Elements<T>.ReadArray);

    public static FunctionCodec<ImmutableList<T>> ImmutableList<T>() => OfList(
        static (w, v) => Elements<T>.Write(w, v), static (ref r) => System.Collections.Immutable.ImmutableList.Create(Elements<T>.ReadArray(ref r)));

    public static FunctionCodec<HashSet<T>> HashSet<T>() => OfKeys(
        static (w, v) => Keyed.Write(w, v, v.Comparer), ReadHashSet<T>);

    public static FunctionCodec<ISet<T>> ISet<T>() => OfKeys<ISet<T>>(
        static (w, v) => Keyed.Write(w, AsReadable(v), ComparerOf(v)), ReadHashSet<T>);

    public static FunctionCodec<IReadOnlySet<T>> IReadOnlySet<T>() => OfKeys<IReadOnlySet<T>>(
        static (w, v) => Keyed.Write(w, v, ComparerOf(v)), ReadHashSet<T>);

    public static FunctionCodec<ImmutableHashSet<T>> ImmutableHashSet<T>() => OfKeys(
        static (w, v) => Keyed.Write(w, v, v.KeyComparer),
        ReadImmutableHashSet<T>);

    public static FunctionCodec<Dictionary<TKey, TValue>> Dictionary<TKey, TValue>()
        where TKey : notnull => OfKeys(static (w, v) => Keyed.Write(w, v, v.Comparer), ReadDictionary<TKey, TValue>);

    public static FunctionCodec<IDictionary<TKey, TValue>> IDictionary<TKey, TValue>()
        where TKey : notnull => OfKeys<IDictionary<TKey, TValue>>(
            static (w, v) => Keyed.Write(w, AsReadable(v), ComparerOf<TKey, TValue>(v)), ReadDictionary<TKey, TValue>);

    public static FunctionCodec<IReadOnlyDictionary<TKey, TValue>> IReadOnlyDictionary<TKey, TValue>()
        where TKey : notnull => OfKeys<IReadOnlyDictionary<TKey, TValue>>(
            static (w, v) => Keyed.Write(w, v, ComparerOf<TKey, TValue>(v)), ReadDictionary<TKey, TValue>);

    public static FunctionCodec<ImmutableDictionary<TKey, TValue>> ImmutableDictionary<TKey, TValue>()
        where TKey : notnull => OfKeys(static (w, v) => Keyed.Write(w, v, v.KeyComparer), ReadImmutableDictionary<TKey, TValue>);

    private static Type ValueTypeOf(Type codec)
    {
        while (codec.GetGenericTypeDefinition() != typeof(ValueCodec<>)) codec = codec.BaseType!;
        return codec.GetGenericArguments()[0];
    }

    private static FunctionCodec<T> OfList<T>(Action<WireWriter, T> write, ReadValue<T> read) => new(WireType.List, write, read, omitsDefault: false);

    private static FunctionCodec<T> OfKeys<T>(Action<WireWriter, T> write, ReadValue<T> read) => new(WireType.Object, write, read, omitsDefault: false);

    private static void WriteAny<T>(WireWriter writer, IEnumerable<T> values)
    {
        switch (values)
        {
            case T[] array: Elements<T>.Write(writer, (ReadOnlySpan<T>)array); break;
            case List<T> list: Elements<T>.Write(writer, CollectionsMarshal.AsSpan(list)); break;
            default: Elements<T>.Write(writer, AsReadable(values)); break;
        }
    }

    // What can be counted only by going through it is gone through once.
    private static IReadOnlyCollection<T> AsReadable<T>(IEnumerable<T> values) => values as IReadOnlyCollection<T> ?? [.. values];

    private static IEqualityComparer<T>? ComparerOf<T>(IEnumerable<T> set) => set switch
    {
        HashSet<T> hashSet => hashSet.Comparer,
        ImmutableHashSet<T> immutable => immutable.KeyComparer,
        _ => null,
    };

    private static IEqualityComparer<TKey>? ComparerOf<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> dictionary)
        where TKey : notnull => dictionary switch
        {
            Dictionary<TKey, TValue> hashed => hashed.Comparer,
            ImmutableDictionary<TKey, TValue> immutable => immutable.KeyComparer,
            _ => null,
        };

    private static HashSet<T> ReadHashSet<T>(ref WireReader reader)
    {
        var values = Keyed.ReadSet<T>(ref reader, out var comparer);
        return new HashSet<T>(values, comparer);
    }

    private static ImmutableHashSet<T> ReadImmutableHashSet<T>(ref WireReader reader)
    {
        var values = Keyed.ReadSet<T>(ref reader, out var comparer);
        return System.Collections.Immutable.ImmutableHashSet.Create(comparer, values);
    }

    private static Dictionary<TKey, TValue> ReadDictionary<TKey, TValue>(ref WireReader reader)
        where TKey : notnull
    {
        var pairs = Keyed.ReadDictionary<TKey, TValue>(ref reader, out var comparer);
        return new Dictionary<TKey, TValue>(pairs, comparer);
    }

    private static ImmutableDictionary<TKey, TValue> ReadImmutableDictionary<TKey, TValue>(ref WireReader reader)
        where TKey : notnull
    {
        var pairs = Keyed.ReadDictionary<TKey, TValue>(ref reader, out var comparer);
        return System.Collections.Immutable.ImmutableDictionary.CreateRange(comparer, pairs);
    }
}
