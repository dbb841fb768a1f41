using Orleans;

namespace Nusaloka.Runtime.Streams;

/// <summary>What a <see cref="StreamDelivery"/> carries to another silo.</summary>
[GenerateSerializer]
[Immutable]
[Alias("nusaloka.stream-parcel")]
internal sealed record StreamParcel(
    [property: Id(0)] string Provider,
    [property: Id(1)] string? Namespace,
    [property: Id(2)] string Key,
    [property: Id(3)] Guid Subscription,
    [property: Id(4)] long Number,
    [property: Id(5)] byte[] Item);
