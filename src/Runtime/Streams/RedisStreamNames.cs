namespace Nusaloka.Runtime.Streams;

/// <summary>What the streams of a cluster have in Redis, by name.</summary>
internal sealed class RedisStreamNames(string clusterId)
{
    private readonly string _prefix = $"nusaloka/streams/{clusterId}/";

    /// <summary>There while all explicit subscriptions are: whoever does not find it knows that Redis has lost its data.</summary>
    public string SubscriptionsMark => _prefix + "subscribed";

    /// <summary>There while one tries to write them all.</summary>
    public string RestorationOf(Guid attempt) => $"{_prefix}restoration/{attempt:N}";

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
