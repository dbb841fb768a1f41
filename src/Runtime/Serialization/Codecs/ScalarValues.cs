using System.Buffers.Binary;
using System.Net;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Serialization.Codecs;

/// <summary>How those scalars are written and read that are more than one number or text.</summary>
internal static class ScalarValues
{
    private const int GuidLength = 16;
    private const int DecimalParts = 4;
    private const int InstantLength = sizeof(long);
    private const int ZonedLength = sizeof(long) + sizeof(short);
    private const int ScopedAddressLength = 16 + sizeof(long);

    private const uint FirstPart = 0;
    private const uint SecondPart = 1;

    public static bool ReadBoolean(ref WireReader reader) => reader.ReadUInt32() switch
    {
        0 => false,
        1 => true,
        var other => throw reader.Bad($"{other} is neither false nor true"),
    };

    public static void Write(WireWriter writer, Guid value) => value.TryWriteBytes(writer.WriteBytes(GuidLength));

    public static Guid ReadGuid(ref WireReader reader) => new(Exactly(ref reader, GuidLength));

    public static void Write(WireWriter writer, decimal value)
    {
        Span<int> parts = stackalloc int[DecimalParts];
        decimal.GetBits(value, parts);
        var bytes = writer.WriteBytes(DecimalParts * sizeof(int));
        for (var i = 0; i < DecimalParts; i++) BinaryPrimitives.WriteInt32LittleEndian(bytes[(i * sizeof(int))..], parts[i]);
    }

    public static decimal ReadDecimal(ref WireReader reader)
    {
        var bytes = Exactly(ref reader, DecimalParts * sizeof(int));
        Span<int> parts = stackalloc int[DecimalParts];
        for (var i = 0; i < DecimalParts; i++) parts[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(i * sizeof(int))..]);
        return new decimal(parts);
    }

    /// <summary>Ticks of the clock time, then, unless it is zero, the offset in minutes.</summary>
    public static void Write(WireWriter writer, DateTimeOffset value)
    {
        var offset = value.TotalOffsetMinutes;
        var bytes = writer.WriteBytes(offset == 0 ? InstantLength : ZonedLength);
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value.Ticks);
        if (offset != 0) BinaryPrimitives.WriteInt16LittleEndian(bytes[sizeof(long)..], (short)offset);
    }

    public static DateTimeOffset ReadDateTimeOffset(ref WireReader reader)
    {
        var bytes = reader.ReadBytes();
        if (bytes.Length is not (InstantLength or ZonedLength)) throw reader.Bad($"{bytes.Length} bytes are no point in time");
        var offset = bytes.Length == InstantLength ? (short)0 : BinaryPrimitives.ReadInt16LittleEndian(bytes[sizeof(long)..]);
        return new DateTimeOffset(BinaryPrimitives.ReadInt64LittleEndian(bytes), new TimeSpan(0, offset, 0));
    }

    /// <summary>The bytes of the address, then the scope when there is one.</summary>
    public static void Write(WireWriter writer, IPAddress value)
    {
        Span<byte> bytes = stackalloc byte[ScopedAddressLength];
        value.TryWriteBytes(bytes, out var length);
        if (value.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 && value.ScopeId != 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes[length..], value.ScopeId);
            length = ScopedAddressLength;
        }

        writer.WriteBytes(bytes[..length]);
    }

    public static IPAddress ReadAddress(ref WireReader reader)
    {
        var bytes = reader.ReadBytes();
        return bytes.Length == ScopedAddressLength
            ? new IPAddress(bytes[..^sizeof(long)], BinaryPrimitives.ReadInt64LittleEndian(bytes[^sizeof(long)..]))
            : new IPAddress(bytes);
    }

    public static void Write(WireWriter writer, GrainId value) =>
        WriteTexts(writer, value.Type.IsDefault ? null : value.Type.ToString(), value.Key.IsDefault ? null : value.Key.ToString());

    public static GrainId ReadGrainId(ref WireReader reader)
    {
        var (type, key) = ReadTexts(ref reader);
        return new GrainId(type is null ? default : GrainType.Create(type), key is null ? default : IdSpan.Create(key));
    }

    public static void Write(WireWriter writer, StreamId value) =>
        WriteTexts(writer, value.GetNamespace(), value == default ? null : value.GetKeyAsString());

    public static StreamId ReadStreamId(ref WireReader reader)
    {
        var (ns, key) = ReadTexts(ref reader);
        return key is null ? default : StreamId.Create(ns, key);
    }

    private static void WriteTexts(WireWriter writer, string? first, string? second)
    {
        if (first is not null) Codec<string>.WriteField(writer, WireFormat.KeyOf(FirstPart), first);
        if (second is not null) Codec<string>.WriteField(writer, WireFormat.KeyOf(SecondPart), second);
        writer.WriteEnd();
    }

    private static (string? First, string? Second) ReadTexts(ref WireReader reader)
    {
        string? first = null;
        string? second = null;
        while (reader.ReadKey(out var type) is not WireFormat.End and var key)
        {
            if (key == WireFormat.KeyOf(FirstPart)) first = Codec<string>.ReadField(ref reader, type);
            else if (key == WireFormat.KeyOf(SecondPart)) second = Codec<string>.ReadField(ref reader, type);
            else reader.Skip(type);
        }

        return (first, second);
    }

    private static ReadOnlySpan<byte> Exactly(ref WireReader reader, int length)
    {
        var bytes = reader.ReadBytes();
        return bytes.Length == length ? bytes : throw reader.Bad($"{bytes.Length} bytes are there where {length} must be");
    }
}
