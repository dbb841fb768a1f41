using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Nusaloka.Departures;

namespace Nusaloka.Grains.Departures;

/// <summary>
/// The bookings that were released last, oldest first: what of them is still on its way must not take seats again. By half of their UUIDs, which
/// is enough to tell a few hundred apart: eight bytes each, in Base64.
/// </summary>
[JsonConverter(typeof(Converter))]
internal sealed class ReleasedBookings
{
    /// <summary>None was released.</summary>
    public static readonly ReleasedBookings None = new([]);

    private readonly ImmutableArray<long> _halves;

    private ReleasedBookings(ImmutableArray<long> halves) => _halves = halves;

    public bool Contains(Guid booking) => _halves.AsSpan().Contains(HalfOf(booking));

    /// <summary>With one more, and the oldest forgotten when they are too many.</summary>
    public ReleasedBookings With(Guid booking)
    {
        if (Contains(booking))
            return this;
        var kept = _halves.AsSpan()[Math.Max(0, _halves.Length - DepartureLimits.MaxReleased + 1)..];
        return new ReleasedBookings([.. kept, HalfOf(booking)]);
    }

    // The later half of a UUID is its random one, whatever its version.
    private static long HalfOf(Guid booking)
    {
        Span<long> halves = stackalloc long[2];
        booking.TryWriteBytes(MemoryMarshal.AsBytes(halves), bigEndian: true, out _);
        return halves[1];
    }

    internal sealed class Converter : JsonConverter<ReleasedBookings>
    {
        public override ReleasedBookings Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new([.. MemoryMarshal.Cast<byte, long>(reader.GetBytesFromBase64())]);

        public override void Write(Utf8JsonWriter writer, ReleasedBookings value, JsonSerializerOptions options) =>
            writer.WriteBase64StringValue(MemoryMarshal.AsBytes(value._halves.AsSpan()));
    }
}
