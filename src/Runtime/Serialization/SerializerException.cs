namespace Orleans.Serialization;

/// <summary>Something cannot be written for the wire, or cannot be read from it.</summary>
[GenerateSerializer]
public class SerializerException : Exception
{
    /// <summary>Without words.</summary>
    public SerializerException()
    {
    }

    /// <summary>With words.</summary>
    public SerializerException(string message)
        : base(message)
    {
    }

    /// <summary>With words and the cause.</summary>
    public SerializerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
