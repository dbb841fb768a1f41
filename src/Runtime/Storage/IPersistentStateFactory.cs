namespace Orleans.Runtime;

/// <summary>Makes the states that constructors ask for.</summary>
public interface IPersistentStateFactory
{
    /// <summary>Makes one; it is loaded before OnActivateAsync when the constructor asked for it.</summary>
    IPersistentState<TState> Create<TState>(IGrainContext context, IPersistentStateConfiguration config);
}
