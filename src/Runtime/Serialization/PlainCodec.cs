namespace Nusaloka.Runtime.Serialization;

/// <summary>A codec whose values, but for null, all have one form.</summary>
internal abstract class PlainCodec<T>(WireType form) : ValueCodec<T>
{
    private readonly uint _form = (uint)form;

    // Neither a type that can be null nor one that can be missing has a form that is always the same.
    public sealed override WireType? ElementForm { get; } = default(T) is null ? null : form;

    public override bool IsMissing(T value) => value is null;

    public override void Write(WireWriter writer, uint key, T value)
    {
        if (value is null)
        {
            writer.WriteNull(key);
            return;
        }

        writer.WriteUInt32(key | _form);
        WriteBare(writer, value);
    }

    public override T Read(ref WireReader reader, WireType type)
    {
        if (type == form) return ReadBare(ref reader);
        if (type == WireType.Null) return default!;
        throw reader.Unexpected(type, typeof(T));
    }

    /// <summary>Writes a value that is not null.</summary>
    public abstract override void WriteBare(WireWriter writer, T value);

    /// <summary>Reads a value that is not null.</summary>
    public abstract T ReadBare(ref WireReader reader);
}
