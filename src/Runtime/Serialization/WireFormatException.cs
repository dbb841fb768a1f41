using Orleans.Serialization;

namespace Nusaloka.Runtime.Serialization;

/// <summary>What came over the wire is no value of the wanted type: cut short, damaged, or written by something else.</summary>
internal sealed class WireFormatException : SerializerException
{
    public WireFormatException()
    {
    }

    public WireFormatException(string message)
        : base(message)
    {
    }

    public WireFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
