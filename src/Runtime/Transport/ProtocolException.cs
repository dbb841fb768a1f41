namespace Nusaloka.Runtime.Transport;

/// <summary>The other end of a connection does not keep to the protocol; nothing more of it can be trusted.</summary>
internal sealed class ProtocolException(string message) : IOException(message);
