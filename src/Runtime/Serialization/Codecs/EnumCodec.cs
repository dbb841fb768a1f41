using System.Runtime.CompilerServices;

namespace Nusaloka.Runtime.Serialization.Codecs;

/// <summary>An enum by its number, so that members may be renamed and ones that the reader does not know pass through it.</summary>
internal sealed class EnumCodec<T>() : PlainCodec<T>(WireType.VarInt)
    where T : struct, Enum
{
    public override bool IsMissing(T value) => EqualityComparer<T>.Default.Equals(value, default);

    public override void WriteBare(WireWriter writer, T value) => writer.WriteInt64(ToNumber(value));

    public override T ReadBare(ref WireReader reader)
    {
        var number = reader.ReadInt64();
        var value = FromNumber(number);
        return ToNumber(value) == number ? value : throw reader.Bad($"{number} is too large for {typeof(T)}");
    }

    // The sign of smaller types is kept out of it: what matters is that the way back is the same.
    private static long ToNumber(T value) => Unsafe.SizeOf<T>() switch
    {
        sizeof(byte) => Unsafe.BitCast<T, sbyte>(value),
        sizeof(short) => Unsafe.BitCast<T, short>(value),
        sizeof(int) => Unsafe.BitCast<T, int>(value),
        _ => Unsafe.BitCast<T, long>(value),
    };

    private static T FromNumber(long number) => unchecked(Unsafe.SizeOf<T>() switch
    {
        sizeof(byte) => Unsafe.BitCast<sbyte, T>((sbyte)number),
        sizeof(short) => Unsafe.BitCast<short, T>((short)number),
        sizeof(int) => Unsafe.BitCast<int, T>((int)number),
        _ => Unsafe.BitCast<long, T>(number),
    });
}
