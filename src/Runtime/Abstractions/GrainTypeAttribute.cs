namespace Orleans;

/// <summary>
/// Names a grain class in the cluster and in storage. Without it the name is the class name in lower case without the suffix "Grain".
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class GrainTypeAttribute(string grainType) : Attribute
{
    internal string Name { get; } = grainType;
}
