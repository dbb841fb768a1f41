namespace Nusaloka.Runtime.Serialization.Codecs;

/// <summary>A codec made of two functions.</summary>
/// <param name="form">The form of every value.</param>
/// <param name="write">Writes a value that is not null.</param>
/// <param name="read">Reads it.</param>
/// <param name="omitsDefault">Whether the default need not be sent: only where nothing that equals it differs from it in any way.</param>
internal sealed class FunctionCodec<T>(WireType form, Action<WireWriter, T> write, ReadValue<T> read, bool omitsDefault) : PlainCodec<T>(form)
{
    public override bool IsMissing(T value) => value is null || (omitsDefault && EqualityComparer<T>.Default.Equals(value, default));

    public override void WriteBare(WireWriter writer, T value) => write(writer, value);

    public override T ReadBare(ref WireReader reader) => read(ref reader);
}
