namespace Nusaloka.Runtime.Serialization.Codecs;

/// <summary>A value type or null; a value looks like one of the type itself, so that a member may become nullable.</summary>
internal sealed class NullableCodec<T> : ValueCodec<T?>
    where T : struct
{
    public override bool IsMissing(T? value) => value is null;

    public override void Write(WireWriter writer, uint key, T? value)
    {
        if (value is { } there) Codec<T>.WriteField(writer, key, there);
        else writer.WriteNull(key);
    }

    public override T? Read(ref WireReader reader, WireType type) => type == WireType.Null ? null : Codec<T>.ReadField(ref reader, type);
}
