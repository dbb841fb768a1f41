namespace Orleans.Concurrency;

/// <summary>A grain class whose calls may all interleave.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute
{
}
