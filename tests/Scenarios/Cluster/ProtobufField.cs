namespace Nusaloka.Scenarios.Cluster;

/// <summary>A field of a protobuf message; see protobuf.dev/programming-guides/encoding.</summary>
/// <param name="Number">Which field it is.</param>
/// <param name="Value">The number in it; 0 where there are bytes.</param>
/// <param name="Bytes">The text, bytes or message in it; empty where there is a number.</param>
internal readonly record struct ProtobufField(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Length = 2;
    private const int Fixed32 = 5;

    /// <summary>The fields of a message, in its order.</summary>
    public static IEnumerable<ProtobufField> ReadAll(ReadOnlyMemory<byte> message)
    {
        var position = 0;
        while (position < message.Length)
        {
            var key = ReadVarint(message.Span, ref position);
            var number = (int)(key >> 3);
            switch ((int)(key & 7))
            {
                case Varint:
                    yield return new ProtobufField(number, ReadVarint(message.Span, ref position), default);
                    break;
                case Fixed64:
                    yield return new ProtobufField(number, BitConverter.ToUInt64(message.Span.Slice(position, sizeof(ulong))), default);
                    position += sizeof(ulong);
                    break;
                case Length:
                    var length = (int)ReadVarint(message.Span, ref position);
                    yield return new ProtobufField(number, 0, message.Slice(position, length));
                    position += length;
                    break;
                case Fixed32:
                    yield return new ProtobufField(number, BitConverter.ToUInt32(message.Span.Slice(position, sizeof(uint))), default);
                    position += sizeof(uint);
                    break;
                case var form:
                    throw new FormatException($"Field {number} at byte {position} has the wire type {form}.");
            }
        }
    }

    private static ulong ReadVarint(ReadOnlySpan<byte> bytes, ref int position)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[position++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }
    }
}
