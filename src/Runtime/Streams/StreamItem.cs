namespace Nusaloka.Runtime.Streams;

/// <summary>Something that was put into a stream, of whatever type.</summary>
internal abstract class StreamItem
{
    public abstract StreamItemKind Kind { get; }

    /// <summary>Its place in the stream; set when it is published.</summary>
    public long Number { get; set; }

    /// <summary>Why the stream failed, if this says so.</summary>
    public abstract Exception? Failure { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidCastException">It was published as another type.</exception>
    public abstract T ValueAs<T>();

    /// <summary>All but the number, for the way to another process.</summary>
    /// <exception cref="Orleans.Serialization.SerializerException">The value has no place on the wire, or is too long.</exception>
    public abstract ReadOnlyMemory<byte> Encode();
}
