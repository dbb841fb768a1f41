namespace Nusaloka.Runtime.Serialization.Codecs;

/// <summary>What never travels: a cancellation token, whose signal has a way of its own, and the result of a method that has none.</summary>
internal sealed class NothingCodec<T> : ValueCodec<T>
{
    public override bool IsMissing(T value) => true;

    public override void Write(WireWriter writer, uint key, T value) => writer.WriteNull(key);

    public override T Read(ref WireReader reader, WireType type)
    {
        reader.Skip(type);
        return default!;
    }
}
