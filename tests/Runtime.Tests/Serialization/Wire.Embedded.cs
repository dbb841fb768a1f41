using Nusaloka.Runtime.Serialization;

namespace Nusaloka.Runtime.Tests.Serialization;

/// <summary>Values over the wire and back.</summary>
internal static class Wire
{
    public static byte[] Write<T>(T value)
    {
        using var writer = new WireWriter();
        Codec<T>.Write(writer, value);
        return writer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a value, and all of the data.</summary>
    public static T Read<T>(ReadOnlySpan<byte> data)
    {
        var reader = new WireReader(data);
        var value = Codec<T>.Read(ref reader);
        Assert.Equal(0, reader.Remaining);
        return value;
    }

    public static T RoundTrip<T>(T value) => Read<T>(Write(value));

    /// <summary>Written as one type and read as another, as between two versions of the program.</summary>
    public static TTo Convert<TFrom, TTo>(TFrom value) => Read<TTo>(Write(value));
}
