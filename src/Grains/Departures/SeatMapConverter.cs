using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nusaloka.Grains.Departures;

/// <summary>
/// The seats as one text, because each commit writes them all: 18 bytes for a sold booking, 26 for a hold, in Base64. Each is the booking's UUID (big-endian), the
/// number of seats (16 bits, the highest one set for a hold), and for a hold its end in microseconds since 1970 (64 bits, big-endian).
/// </summary>
internal sealed class SeatMapConverter : JsonConverter<SeatMap>
{
    private const int SoldSize = 18;
    private const int HoldSize = SoldSize + sizeof(long);
    private const ushort HoldBit = 0x8000;

    public override SeatMap Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        SeatMap.Of(Parse(reader.GetBytesFromBase64()));

    public override void Write(Utf8JsonWriter writer, SeatMap value, JsonSerializerOptions options)
    {
        var bytes = new byte[value.Count * HoldSize];
        var length = 0;
        foreach (var (booking, seat) in value.All)
        {
            var rest = bytes.AsSpan(length);
            booking.TryWriteBytes(rest, bigEndian: true, out _);
            var count = checked((ushort)seat.Count);
            BinaryPrimitives.WriteUInt16BigEndian(rest[16..], seat.Until is null ? count : (ushort)(count | HoldBit));
            if (seat.Until is { } until)
                BinaryPrimitives.WriteInt64BigEndian(rest[SoldSize..], (until - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
            length += seat.Until is null ? SoldSize : HoldSize;
        }

        writer.WriteBase64StringValue(bytes.AsSpan(0, length));
    }

    private static List<KeyValuePair<Guid, Seat>> Parse(byte[] bytes)
    {
        var seats = new List<KeyValuePair<Guid, Seat>>(bytes.Length / SoldSize);
        for (var rest = bytes.AsSpan(); !rest.IsEmpty;)
        {
            var count = BinaryPrimitives.ReadUInt16BigEndian(rest[16..]);
            var isHold = (count & HoldBit) != 0;
            DateTimeOffset? until = isHold
                ? DateTimeOffset.UnixEpoch.AddTicks(BinaryPrimitives.ReadInt64BigEndian(rest[SoldSize..]) * TimeSpan.TicksPerMicrosecond)
                : null;
            seats.Add(new(new Guid(rest[..16], bigEndian: true), new Seat(count & ~HoldBit, until)));
            rest = rest[(isHold ? HoldSize : SoldSize)..];
        }

        return seats;
    }
}
