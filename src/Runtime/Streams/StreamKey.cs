using Orleans.Runtime;

namespace Nusaloka.Runtime.Streams;

/// <summary>A stream among those of all providers.</summary>
internal readonly record struct StreamKey(string Provider, StreamId Id);
