namespace Orleans;

/// <summary>Sees each call as it leaves a grain of the silo, or the client, in the order of registration.</summary>
public interface IOutgoingGrainCallFilter
{
    /// <summary>Must call <see cref="IGrainCallContext.Invoke"/> for the call to go on.</summary>
    Task Invoke(IOutgoingGrainCallContext context);
}
