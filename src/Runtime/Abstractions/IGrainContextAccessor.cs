namespace Orleans.Runtime;

/// <summary>The activation whose code runs now.</summary>
public interface IGrainContextAccessor
{
    /// <summary>The current activation; null outside grains.</summary>
    IGrainContext GrainContext { get; }
}
