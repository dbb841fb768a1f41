namespace Orleans.Concurrency;

/// <summary>A grain interface method that changes no state; such calls may interleave with one another.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute
{
}
