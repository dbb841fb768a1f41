using Orleans.Serialization;

namespace Nusaloka.Runtime.Transport;

/// <summary>A call or an answer is longer than a connection takes; it was not sent.</summary>
internal sealed class FrameTooLongException(string what, int length, int limit)
    : SerializerException($"{what} takes {length} bytes; at most {limit} can be sent at once (TransportOptions.MaxFrameBytes). Send less, in pages.");
