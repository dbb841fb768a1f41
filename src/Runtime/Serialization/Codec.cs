using Orleans.Serialization;

namespace Nusaloka.Runtime.Serialization;

/// <summary>Writes and reads values of one type. The code for it is made once, when it is first used.</summary>
internal static class Codec<T>
{
    /// <summary>What does it. Null only while it is being made, as when a type holds itself.</summary>
    public static readonly ValueCodec<T> Instance = CodecFactory.Create<T>();

    /// <summary>Writes a value with its tag.</summary>
    /// <exception cref="CodecNotFoundException">The type has no place on the wire.</exception>
    /// <exception cref="SerializerException">The value is too large or lies too deep.</exception>
    public static void Write(WireWriter writer, T value) => Instance.Write(writer, 0, value);

    /// <summary>Reads a value with its tag.</summary>
    /// <exception cref="CodecNotFoundException">The type has no place on the wire.</exception>
    /// <exception cref="WireFormatException">The data are no such value.</exception>
    public static T Read(ref WireReader reader)
    {
        try
        {
            return Instance.Read(ref reader, reader.ReadTag());
        }
        catch (Exception exception) when (exception is not SerializerException)
        {
            // The type itself refuses the value: its constructor threw.
            throw new WireFormatException($"What was read makes no {typeof(T)}: {exception.Message}", exception);
        }
    }

    /// <summary>Writes a value as a field, whatever it is.</summary>
    public static void WriteField(WireWriter writer, uint key, T value) => Instance.Write(writer, key, value);

    /// <summary>Writes a value as a field unless a missing one means the same.</summary>
    public static void WriteMember(WireWriter writer, uint key, T value)
    {
        if (!Instance.IsMissing(value)) Instance.Write(writer, key, value);
    }

    /// <summary>Reads a field whose key has been read.</summary>
    public static T ReadField(ref WireReader reader, WireType type) => Instance.Read(ref reader, type);
}
