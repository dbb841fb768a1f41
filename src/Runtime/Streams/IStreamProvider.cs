using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Gives streams by id.</summary>
public interface IStreamProvider
{
    /// <summary>The provider's name.</summary>
    string Name { get; }

    /// <summary>Whether a subscription may start in the past. The embedded streams are not rewindable.</summary>
    bool IsRewindable { get; }

    /// <summary>The stream by that id; it exists without being made.</summary>
    IAsyncStream<T> GetStream<T>(StreamId streamId);
}
