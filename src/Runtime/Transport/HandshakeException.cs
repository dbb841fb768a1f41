namespace Nusaloka.Runtime.Transport;

/// <summary>A new connection was not what it should be.</summary>
internal sealed class HandshakeException : IOException
{
    public HandshakeException(string message)
        : base(message)
    {
    }

    public HandshakeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
