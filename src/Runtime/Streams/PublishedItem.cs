using Nusaloka.Runtime.Serialization;

namespace Nusaloka.Runtime.Streams;

/// <summary>An item as its publisher gave it.</summary>
/// <typeparam name="T">The type of the stream's items.</typeparam>
internal sealed class PublishedItem<T>(StreamItemKind kind, T value, Exception? failure) : StreamItem
{
    public override StreamItemKind Kind => kind;

    public override Exception? Failure => failure;

    public override TWanted ValueAs<TWanted>() =>
        this is PublishedItem<TWanted> same ? same.Value : throw EncodedItem.WrongType(EncodedItem.NameOf<T>(), typeof(TWanted));

    private T Value => value;

    public override ReadOnlyMemory<byte> Encode()
    {
        using var writer = new WireWriter();
        writer.WriteByte((byte)kind);
        writer.WriteString(EncodedItem.NameOf<T>());
        if (kind == StreamItemKind.Value) Codec<T>.Write(writer, value);
        else if (failure is not null) Codec<Exception>.Write(writer, failure);
        return writer.WrittenSpan.ToArray();
    }
}
