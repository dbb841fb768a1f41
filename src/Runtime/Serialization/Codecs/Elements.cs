namespace Nusaloka.Runtime.Serialization.Codecs;

/// <summary>The elements of lists on the wire: their count, their form where it is one for all, and they themselves.</summary>
internal static class Elements<T>
{
    // Room for more is made only when so many have really come.
    private const int FirstCapacity = 1024;

    public static void WriteHead(WireWriter writer, int count)
    {
        writer.WriteByte(Codec<T>.Instance.ElementForm is { } form ? (byte)form : WireFormat.TaggedElements);
        writer.WriteUInt32((uint)count);
    }

    public static void Write(WireWriter writer, ReadOnlySpan<T> values)
    {
        writer.Enter();
        WriteHead(writer, values.Length);
        foreach (var value in values) WriteOne(writer, value);
        writer.Leave();
    }

    public static void Write(WireWriter writer, IReadOnlyCollection<T> values)
    {
        writer.Enter();
        WriteHead(writer, values.Count);
        foreach (var value in values) WriteOne(writer, value);
        writer.Leave();
    }

    public static void WriteOne(WireWriter writer, T value)
    {
        var codec = Codec<T>.Instance;
        if (codec.ElementForm is null) codec.Write(writer, 0, value);
        else codec.WriteBare(writer, value);
    }

    public static T ReadOne(ref WireReader reader, WireType? form) => Codec<T>.Instance.Read(ref reader, form ?? reader.ReadTag());

    public static T[] ReadArray(ref WireReader reader)
    {
        reader.Enter();
        var form = reader.ReadElementForm(out var count);
        var values = count == 0 ? [] : new T[CapacityFor(count)];
        for (var i = 0; i < count; i++)
        {
            if (i == values.Length) Array.Resize(ref values, (int)Math.Min(count, 2L * values.Length));
            values[i] = ReadOne(ref reader, form);
        }

        reader.Leave();
        return values;
    }

    public static List<T> ReadList(ref WireReader reader)
    {
        reader.Enter();
        var form = reader.ReadElementForm(out var count);
        var values = new List<T>(CapacityFor(count));
        for (var i = 0; i < count; i++) values.Add(ReadOne(ref reader, form));
        reader.Leave();
        return values;
    }

    public static int CapacityFor(int count) => Math.Min(count, FirstCapacity);
}
