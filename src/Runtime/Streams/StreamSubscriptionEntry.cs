using Orleans;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Streams;

/// <summary>An explicit subscription of a grain to a stream.</summary>
[GenerateSerializer]
[Immutable]
[Alias("nusaloka.stream-subscription")]
internal sealed record StreamSubscriptionEntry(
    [property: Id(0)] string Provider,
    [property: Id(1)] string? Namespace,
    [property: Id(2)] string Key,
    [property: Id(3)] Guid Subscription,
    [property: Id(4)] string GrainId)
{
    public static StreamSubscriptionEntry Of(StreamKey stream, Guid subscription, GrainId grainId) =>
        new(stream.Provider, stream.Id.GetNamespace(), stream.Id.GetKeyAsString(), subscription, grainId.ToString());

    /// <summary>The stream; a method, so that it is not stored.</summary>
    public StreamKey ToStream() => new(Provider, StreamId.Create(Namespace, Key));
}
