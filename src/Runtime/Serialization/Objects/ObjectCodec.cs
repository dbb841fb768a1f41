namespace Nusaloka.Runtime.Serialization.Objects;

/// <summary>A type with members, by code that is made for it.</summary>
internal sealed class ObjectCodec<T> : PlainCodec<T>
{
    private readonly Action<WireWriter, T> _write;
    private readonly ReadValue<T> _read;

    public ObjectCodec()
        : base(WireType.Object)
    {
        var builder = new ObjectCodecBuilder(ObjectShape.Of(typeof(T)));
        _write = builder.BuildWrite<T>();
        _read = builder.BuildRead<T>();
    }

    public override void WriteBare(WireWriter writer, T value)
    {
        writer.Enter();
        _write(writer, value);
        writer.Leave();
    }

    public override T ReadBare(ref WireReader reader)
    {
        reader.Enter();
        var value = _read(ref reader);
        reader.Leave();
        return value;
    }
}
