namespace Nusaloka.Runtime.Streams;

/// <summary>What the streams of a cluster have in Redis, by name.</summary>
internal sealed class RedisStreamNames(string clusterId)
{
    private readonly string _prefix = $"nusaloka/streams/{clusterId}/";

    /// <summary>A number that tells the data of one life of Redis from those of the next.</summary>
    public string Epoch => _prefix + "epoch";

    /// <summary>The number of the last item.</summary>
    public string LastNumber => _prefix + "number";

    /// <summary>The channel of a stream's items.</summary>
    public string ChannelOf(StreamKey stream) => _prefix + "items/" + PathOf(stream);

    /// <summary>The hash of a stream's explicit subscriptions: from the id to the grain.</summary>
    public string SubscriptionsOf(StreamKey stream) => _prefix + "subscriptions/" + PathOf(stream);

    // Without slashes in the parts, so that no two streams have the same path.
    private static string PathOf(StreamKey stream) =>
        $"{Uri.EscapeDataString(stream.Provider)}/{Uri.EscapeDataString(stream.Id.GetNamespace() ?? "")}/{Uri.EscapeDataString(stream.Id.GetKeyAsString())}";
}
