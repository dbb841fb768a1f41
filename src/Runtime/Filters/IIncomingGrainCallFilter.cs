namespace Orleans;

/// <summary>
/// Sees each call before and after the grain does: register it on the silo for all grains, in order, or implement it on a grain class
/// for its own calls, after the registered ones.
/// </summary>
public interface IIncomingGrainCallFilter
{
    /// <summary>Must call <see cref="IGrainCallContext.Invoke"/> for the call to go on.</summary>
    Task Invoke(IIncomingGrainCallContext context);
}
