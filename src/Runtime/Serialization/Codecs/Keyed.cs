namespace Nusaloka.Runtime.Serialization.Codecs;

/// <summary>Sets and dictionaries on the wire: an object with the way to compare, the keys and, for a dictionary, the values in the same order.</summary>
internal static class Keyed
{
    private static readonly uint ComparerKey = WireFormat.KeyOf(0);
    private static readonly uint KeysKey = WireFormat.KeyOf(1);
    private static readonly uint ValuesKey = WireFormat.KeyOf(2);

    public static void Write<T>(WireWriter writer, IReadOnlyCollection<T> values, IEqualityComparer<T>? comparer)
    {
        WriteHead(writer, comparer);
        Elements<T>.Write(writer, values);
        writer.WriteEnd();
    }

    public static void Write<TKey, TValue>(WireWriter writer, IReadOnlyCollection<KeyValuePair<TKey, TValue>> pairs, IEqualityComparer<TKey>? comparer)
    {
        WriteHead(writer, comparer);
        writer.Enter();
        Elements<TKey>.WriteHead(writer, pairs.Count);
        foreach (var pair in pairs) Elements<TKey>.WriteOne(writer, pair.Key);
        writer.WriteUInt32(ValuesKey | (uint)WireType.List);
        Elements<TValue>.WriteHead(writer, pairs.Count);
        foreach (var pair in pairs) Elements<TValue>.WriteOne(writer, pair.Value);
        writer.Leave();
        writer.WriteEnd();
    }

    public static T[] ReadSet<T>(ref WireReader reader, out IEqualityComparer<T>? comparer) => Read<T, T>(ref reader, out comparer).Keys;

    public static KeyValuePair<TKey, TValue>[] ReadDictionary<TKey, TValue>(ref WireReader reader, out IEqualityComparer<TKey>? comparer)
    {
        var (keys, values) = Read<TKey, TValue>(ref reader, out comparer);
        if (keys.Length != values.Length) throw reader.Bad($"a dictionary has {keys.Length} keys and {values.Length} values");
        var pairs = new KeyValuePair<TKey, TValue>[keys.Length];
        for (var i = 0; i < pairs.Length; i++) pairs[i] = new(keys[i], values[i]);
        return pairs;
    }

    private static void WriteHead<TKey>(WireWriter writer, IEqualityComparer<TKey>? comparer)
    {
        if (KeyComparers<TKey>.NumberOf(comparer) is not 0 and var number) Codec<uint>.WriteField(writer, ComparerKey, number);
        writer.WriteUInt32(KeysKey | (uint)WireType.List);
    }

    private static (TKey[] Keys, TValue[] Values) Read<TKey, TValue>(ref WireReader reader, out IEqualityComparer<TKey>? comparer)
    {
        TKey[] keys = [];
        TValue[] values = [];
        comparer = null;
        while (reader.ReadKey(out var type) is not WireFormat.End and var key)
        {
            if (key == ComparerKey) comparer = KeyComparers<TKey>.Find(Codec<uint>.ReadField(ref reader, type), ref reader);
            else if (key == KeysKey) keys = Codec<TKey[]>.ReadField(ref reader, type) ?? [];
            else if (key == ValuesKey) values = Codec<TValue[]>.ReadField(ref reader, type) ?? [];
            else reader.Skip(type);
        }

        return (keys, values);
    }
}
