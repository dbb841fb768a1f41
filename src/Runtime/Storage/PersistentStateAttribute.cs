namespace Orleans.Runtime;

/// <summary>On a grain's constructor parameter of type <see cref="IPersistentState{TState}"/>: which state it is and where it is kept.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute, IPersistentStateConfiguration
{
    /// <inheritdoc/>
    public string StateName { get; } = stateName;

    /// <inheritdoc/>
    public string? StorageName { get; } = storageName;
}
