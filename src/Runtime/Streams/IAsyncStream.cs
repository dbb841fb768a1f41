using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>A stream, apart from the type of its items.</summary>
public interface IAsyncStream
{
    /// <summary>Whether a subscription may start in the past.</summary>
    bool IsRewindable { get; }

    /// <summary>The provider it belongs to.</summary>
    string ProviderName { get; }

    /// <summary>The stream's id.</summary>
    StreamId StreamId { get; }
}
