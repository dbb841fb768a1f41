namespace Orleans;

/// <summary>
/// Subscribes every grain of the class to the streams of a namespace: an item of stream (namespace, key) activates the grain of that key.
/// The grain takes the items by SubscribeAsync in OnActivateAsync, or by implementing <see cref="Streams.Core.IStreamSubscriptionObserver"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public class ImplicitStreamSubscriptionAttribute(string streamNamespace) : Attribute
{
    internal string StreamNamespace { get; } = streamNamespace;
}
