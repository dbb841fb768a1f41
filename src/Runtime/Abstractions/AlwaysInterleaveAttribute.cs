namespace Orleans.Concurrency;

/// <summary>A grain interface method whose calls may interleave with any other.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute
{
}
