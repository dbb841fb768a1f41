using Orleans.Runtime;

namespace Orleans;

/// <summary>A call that leaves its caller.</summary>
public interface IOutgoingGrainCallContext : IGrainCallContext
{
    /// <summary>The calling activation; null when the caller is no grain.</summary>
    IGrainContext? SourceContext { get; }
}
