using System.Net;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Serialization.Codecs;

/// <summary>The codecs of values that hold no others.</summary>
internal static class Scalars
{
    // Where two values can be equal and yet differ, as 0.0m and 0.00m, a default is sent like any other value.
    private static readonly Dictionary<Type, object> All = new object[]
    {
        Number<bool>(static (w, v) => w.WriteByte(v ? (byte)1 : (byte)0), static (ref r) => ScalarValues.ReadBoolean(ref r)),
        Number<byte>(static (w, v) => w.WriteUInt32(v), static (ref r) => checked((byte)r.ReadUInt32())),
        Number<sbyte>(static (w, v) => w.WriteInt32(v), static (ref r) => checked((sbyte)r.ReadInt32())),
        Number<short>(static (w, v) => w.WriteInt32(v), static (ref r) => checked((short)r.ReadInt32())),
        Number<ushort>(static (w, v) => w.WriteUInt32(v), static (ref r) => checked((ushort)r.ReadUInt32())),
        Number<int>(static (w, v) => w.WriteInt32(v), static (ref r) => r.ReadInt32()),
        Number<uint>(static (w, v) => w.WriteUInt32(v), static (ref r) => r.ReadUInt32()),
        Number<long>(static (w, v) => w.WriteInt64(v), static (ref r) => r.ReadInt64()),
        Number<ulong>(static (w, v) => w.WriteUInt64(v), static (ref r) => r.ReadUInt64()),
        Number<char>(static (w, v) => w.WriteUInt32(v), static (ref r) => checked((char)r.ReadUInt32())),
        Number<DateOnly>(static (w, v) => w.WriteUInt32((uint)v.DayNumber), static (ref r) => DateOnly.FromDayNumber(checked((int)r.ReadUInt32()))),
        Number<TimeSpan>(static (w, v) => w.WriteInt64(v.Ticks), static (ref r) => new TimeSpan(r.ReadInt64())),
        Number<TimeOnly>(static (w, v) => w.WriteInt64(v.Ticks), static (ref r) => new TimeOnly(r.ReadInt64())),
        new FunctionCodec<float>(
            WireType.Fixed32, static (w, v) => w.WriteFixed32(BitConverter.SingleToUInt32Bits(v)),
            static (ref r) => BitConverter.UInt32BitsToSingle(r.ReadFixed32()), omitsDefault: false),
        new FunctionCodec<double>(
            WireType.Fixed64, static (w, v) => w.WriteFixed64(BitConverter.DoubleToUInt64Bits(v)),
            static (ref r) => BitConverter.UInt64BitsToDouble(r.ReadFixed64()), omitsDefault: false),
        new FunctionCodec<DateTime>(
            WireType.Fixed64, static (w, v) => w.WriteFixed64(unchecked((ulong)v.ToBinary())),
            static (ref r) => DateTime.FromBinary(unchecked((long)r.ReadFixed64())), omitsDefault: false),
        Bytes<string>(static (w, v) => w.WriteString(v), static (ref r) => r.ReadString()),
        Bytes<byte[]>(static (w, v) => w.WriteBytes(v), static (ref r) => r.ReadBytes().ToArray()),
        Bytes<ReadOnlyMemory<byte>>(static (w, v) => w.WriteBytes(v.Span), static (ref r) => r.ReadBytes().ToArray()),
        Bytes<Memory<byte>>(static (w, v) => w.WriteBytes(v.Span), static (ref r) => r.ReadBytes().ToArray()),
        Bytes<decimal>(ScalarValues.Write, ScalarValues.ReadDecimal),
        new FunctionCodec<Guid>(WireType.Bytes, ScalarValues.Write, ScalarValues.ReadGuid, omitsDefault: true),
        Bytes<DateTimeOffset>(ScalarValues.Write, ScalarValues.ReadDateTimeOffset),
        Bytes<Uri>(static (w, v) => w.WriteString(v.OriginalString), static (ref r) => new Uri(r.ReadString(), UriKind.RelativeOrAbsolute)),
        Bytes<Version>(static (w, v) => w.WriteString(v.ToString()), static (ref r) => Version.Parse(r.ReadString())),
        Bytes<IPAddress>(ScalarValues.Write, ScalarValues.ReadAddress),
        Bytes<IPEndPoint>(static (w, v) => w.WriteString(v.ToString()), static (ref r) => IPEndPoint.Parse(r.ReadString())),
        Bytes<SiloAddress>(static (w, v) => w.WriteString(v.ToParsableString()), static (ref r) => SiloAddress.FromParsableString(r.ReadString())),
        Bytes<IdSpan>(static (w, v) => w.WriteString(v.ToString()), static (ref r) => IdSpan.Create(r.ReadString())),
        Bytes<GrainType>(static (w, v) => w.WriteString(v.ToString()), static (ref r) => GrainType.Create(r.ReadString())),
        Bytes<GrainInterfaceType>(static (w, v) => w.WriteString(v.ToString()), static (ref r) => GrainInterfaceType.Create(r.ReadString())),
        new FunctionCodec<GrainId>(WireType.Object, ScalarValues.Write, ScalarValues.ReadGrainId, omitsDefault: true),
        new FunctionCodec<StreamId>(WireType.Object, ScalarValues.Write, ScalarValues.ReadStreamId, omitsDefault: true),
    }.ToDictionary(static codec => codec.GetType().GetGenericArguments()[0]);

    /// <summary>The codec of a type; null when its values are not of this kind.</summary>
    public static object? Find(Type type) => All.GetValueOrDefault(type);

    private static FunctionCodec<T> Number<T>(Action<WireWriter, T> write, ReadValue<T> read) => new(WireType.VarInt, write, read, omitsDefault: true);

    private static FunctionCodec<T> Bytes<T>(Action<WireWriter, T> write, ReadValue<T> read) => new(WireType.Bytes, write, read, omitsDefault: false);
}
