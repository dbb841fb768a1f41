namespace Orleans.Serialization;

/// <summary>A type has no place on the wire: it, or a member of it that the message names, is neither known nor marked with [GenerateSerializer].</summary>
[GenerateSerializer]
public sealed class CodecNotFoundException : SerializerException
{
    /// <summary>With words.</summary>
    public CodecNotFoundException(string message)
        : base(message)
    {
    }
}
