using Nusaloka.Runtime.Messaging;
using Nusaloka.Runtime.Serialization;
using Orleans.Serialization;

namespace Nusaloka.Runtime.Streams;

/// <summary>
/// An item that came from another process: the kind, the name of the type by which it was published, and the value, which is read when a
/// listener wants it, once for all listeners of one host.
/// </summary>
internal sealed class EncodedItem : StreamItem
{
    private readonly ReadOnlyMemory<byte> _data;
    private readonly int _valueAt;
    private readonly string _typeName;
    private readonly GrainReferenceFactory? _references;
    private volatile object? _read;

    /// <exception cref="WireFormatException">The data are no item.</exception>
    public EncodedItem(long number, ReadOnlyMemory<byte> data, GrainReferenceFactory? references)
    {
        Number = number;
        _data = data;
        _references = references;
        var reader = new WireReader(data.Span, references);
        Kind = (StreamItemKind)reader.ReadByte();
        if (Kind > StreamItemKind.Failure) throw reader.Bad($"{(byte)Kind} is no kind of a stream's item");
        _typeName = reader.ReadString();
        _valueAt = reader.Position;
    }

    public override StreamItemKind Kind { get; }

    public override Exception? Failure => Kind == StreamItemKind.Failure ? Read<Exception>() : null;

    public override T ValueAs<T>() => _typeName == NameOf<T>() ? Read<T>() : throw WrongType(_typeName, typeof(T));

    public override ReadOnlyMemory<byte> Encode() => _data;

    /// <summary>The name of a type of items: that on the wire where it has one.</summary>
    public static string NameOf<T>() => ItemType<T>.Name;

    public static InvalidCastException WrongType(string published, Type wanted) =>
        new($"The item was published as {published}, and the listener takes {wanted}: both must name the stream with the same type.");

    private T Read<T>()
    {
        if (_read is T before) return before;
        var reader = new WireReader(_data.Span[_valueAt..], _references);
        var value = Codec<T>.Read(ref reader);
        _read = value;
        return value;
    }

    private static class ItemType<T>
    {
        public static readonly string Name = Find();

        private static string Find()
        {
            try
            {
                return TypeNames.NameOf(typeof(T));
            }
            catch (CodecNotFoundException)
            {
                // Lists and the like have no names of their own, and need none.
                return typeof(T).ToString();
            }
        }
    }
}
