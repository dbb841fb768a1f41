namespace Nusaloka.Runtime.Serialization.Codecs;

/// <summary>An array of one dimension.</summary>
internal sealed class ArrayCodec<T>() : PlainCodec<T[]>(WireType.List)
{
    public override void WriteBare(WireWriter writer, T[] value) => Elements<T>.Write(writer, (ReadOnlySpan<T>)value);

    public override T[] ReadBare(ref WireReader reader) => Elements<T>.ReadArray(ref reader);
}
