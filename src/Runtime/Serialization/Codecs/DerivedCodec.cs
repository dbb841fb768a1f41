using System.Text;

namespace Nusaloka.Runtime.Serialization.Codecs;

/// <summary>The codec of a derived type, for whoever knows the base.</summary>
internal abstract class DerivedCodec<TBase>(string name)
{
    /// <summary>The name of the derived type on the wire.</summary>
    public ReadOnlyMemory<byte> Name { get; } = Encoding.UTF8.GetBytes(name);

    public abstract void Write(WireWriter writer, TBase value);

    public abstract TBase Read(ref WireReader reader);
}

/// <inheritdoc cref="DerivedCodec{TBase}"/>
internal sealed class DerivedCodec<TBase, TDerived>(string name) : DerivedCodec<TBase>(name)
    where TDerived : TBase
{
    public override void Write(WireWriter writer, TBase value) => Codec<TDerived>.WriteField(writer, 0, (TDerived)value!);

    public override TBase Read(ref WireReader reader) => Codec<TDerived>.ReadField(ref reader, reader.ReadTag());
}
