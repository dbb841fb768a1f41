using Orleans.Runtime;

namespace Orleans.Streams.Core;

/// <summary>A subscription whose item type is not known yet.</summary>
public interface IStreamSubscriptionHandleFactory
{
    /// <summary>The stream.</summary>
    StreamId StreamId { get; }

    /// <summary>The provider.</summary>
    string ProviderName { get; }

    /// <summary>The handle for items of that type.</summary>
    StreamSubscriptionHandle<T> Create<T>();
}
